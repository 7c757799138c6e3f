import { describe, expect, it } from 'vitest';
import { lastDay, localDay, startOfLocalDay } from './time';

describe('days of the province', () => {
  it('are those of Asia/Ho_Chi_Minh, not of UTC', () => {
    // Midnight in the province is five in the afternoon of the day before in UTC.
    expect(localDay('2025-06-30T17:00:00Z')).toBe('2025-07-01');
    expect(localDay('2025-07-01T16:59:59Z')).toBe('2025-07-01');
    expect(localDay(null)).toBe('');
    expect(localDay(undefined)).toBe('');
  });
  it('come back as they were saved', () => {
    for (const day of ['2025-07-01', '2024-02-29', '2026-01-01'])
      expect(localDay(startOfLocalDay(day))).toBe(day);
  });
  it('name the last day of a period, which ends with the midnight after it', () => {
    expect(lastDay('2025-06-30T17:00:00Z')).toBe('2025-06-30');
    expect(lastDay('2025-06-30T16:59:59Z')).toBe('2025-06-30');
    expect(lastDay(null)).toBe('');
  });
});
