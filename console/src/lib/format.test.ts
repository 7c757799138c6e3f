import i18next from 'i18next';
import { beforeEach, describe, expect, it } from 'vitest';
import { date, dateTime, daysUntil, number, percent, shortDateTime } from './format';

describe('formats', () => {
  beforeEach(async () => {
    await i18next.changeLanguage('vi');
  });
  it('writes numbers as Vietnamese offices do', () => {
    expect(number(4870)).toBe('4.870');
    expect(number(0.97, 2)).toBe('0,97');
  });
  it('writes English numbers in English', async () => {
    await i18next.changeLanguage('en');
    expect(number(4870)).toBe('4,870');
  });
  it('shows instants in the time of Việt Nam', () => {
    expect(dateTime('2024-01-22T18:30:00Z')).toBe('23/01/2024 01:30');
    expect(date('2024-01-22T18:30:00Z')).toBe('23/01/2024');
    expect(date('2024-01-22')).toBe('22/01/2024');
  });
  it('leaves the present year out of a narrow column', () => {
    const now = new Date('2024-06-01T00:00:00Z');
    expect(shortDateTime('2024-01-12T02:02:00Z', now)).toBe('12/01 09:02');
    expect(shortDateTime('2023-12-28T19:14:00Z', now)).toBe('29/12/2023 02:14');
  });
  it('never rounds a share up to all or down to none', () => {
    expect(percent(9999, 10000)).toBe('99');
    expect(percent(1, 10000)).toBe('1');
    expect(percent(5741, 9412)).toBe('61');
  });
  it('counts calendar days of the province', () => {
    const now = new Date('2024-01-22T18:30:00Z');
    expect(daysUntil('2024-01-26', now)).toBe(3);
    expect(daysUntil('2024-01-22T10:00:00Z', now)).toBe(-1);
  });
});
