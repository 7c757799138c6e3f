import { describe, expect, it } from 'vitest';
import { consolePath, findingFilters, parseSearch, stringifySearch } from './search';

describe('filters in the address', () => {
  it('come back as they were written', () => {
    const filters = { state: 'open,acknowledged', q: '203.0.113.24', overdue: 'true' };
    expect(parseSearch(stringifySearch(filters))).toEqual(filters);
    expect(stringifySearch(filters)).toContain('state=open,acknowledged');
  });
  it('leave numbers that are names alone', () => {
    expect(parseSearch('?q=0012')).toEqual({ q: '0012' });
  });
  it('drop what is empty and what no page knows', () => {
    expect(findingFilters({ state: '', overdue: 'true', cursor: 'x' })).toEqual({
      overdue: 'true',
    });
    expect(findingFilters('/api/v1/findings?state=open&limit=3')).toEqual({ state: 'open' });
    expect(stringifySearch({ q: '', state: undefined })).toBe('');
  });
  it('turn addresses of the server into pages', () => {
    expect(consolePath('/findings?overdue=true')).toBe('/viec?overdue=true');
    expect(consolePath('/api/v1/findings/7')).toBe('/viec/7');
    expect(consolePath('/indicator-lists/7')).toBe('/ma-doc/danh-sach/7');
    expect(consolePath('/viec/7')).toBe('/viec/7');
  });
});
