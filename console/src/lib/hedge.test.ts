import { describe, expect, it } from 'vitest';
import { EMPTY, STATES, stalks } from './hedge';

const tally = (counts: Partial<typeof EMPTY>) => ({
  ...EMPTY,
  ...counts,
  total: STATES.reduce((all, state) => all + (counts[state] ?? 0), 0),
});
const row = (counts: Partial<typeof EMPTY>) => {
  const given = stalks(tally(counts));
  return STATES.map((state) => given[state]);
};

describe('stalks', () => {
  it('draws one stalk for each item up to ten', () => {
    expect(row({ verified: 1, claimed: 1, overdue: 2 })).toEqual([1, 0, 1, 0, 2, 0, 0]);
    expect(row({ verified: 10 })).toEqual([10, 0, 0, 0, 0, 0, 0]);
  });
  it('draws none when nothing is to be done', () => {
    expect(row({})).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
  it('shares tenths by largest remainder above ten', () => {
    expect(row({ verified: 9, owed: 3 })).toEqual([8, 0, 0, 2, 0, 0, 0]);
    expect(row({ verified: 5, claimed: 5, owed: 5 })).toEqual([4, 0, 3, 3, 0, 0, 0]);
  });
  it('keeps a stalk for a state of one item in a thousand, taken from the largest', () => {
    expect(row({ verified: 998, owed: 1, overdue: 1 })).toEqual([8, 0, 0, 1, 1, 0, 0]);
  });
  it('always draws ten stalks above ten items and never hides a state', () => {
    let seed = 7;
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    for (let round = 0; round < 500; round += 1) {
      const counts = Object.fromEntries(
        STATES.map((state) => [state, next() < 0.4 ? 0 : Math.floor(next() ** 6 * 5000) + 1]),
      );
      const of = tally(counts);
      if (of.total <= 10) continue;
      const given = stalks(of);
      expect(STATES.reduce((all, state) => all + given[state], 0)).toBe(10);
      for (const state of STATES) expect(given[state] > 0).toBe(of[state] > 0);
    }
  });
});
