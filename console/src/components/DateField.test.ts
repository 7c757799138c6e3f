import { describe, expect, it } from 'vitest';
import { readDay } from './DateField';

describe('a day as offices write it', () => {
  it.each([
    ['23/01/2024', '2024-01-23'],
    ['3/1/2024', '2024-01-03'],
    ['23-01-2024', '2024-01-23'],
    ['29/02/2024', '2024-02-29'],
  ])('%s is read', (text, day) => {
    expect(readDay(text)).toBe(day);
  });
  it.each(['31/02/2024', '29/02/2023', '2024-01-23', 'x', ''])('%s is refused', (text) => {
    expect(readDay(text)).toBeNull();
  });
});
