// How a tally becomes stalks: up to ten items one stalk each, above ten tenths by largest
// remainder, every state that is not empty keeping at least one stalk, taken from the largest.
import type { Tally } from '@/api/types';

export const STATES = [
  'verified',
  'under_watch',
  'claimed',
  'owed',
  'overdue',
  'unknown',
  'accepted',
] as const;
export type HedgeState = (typeof STATES)[number];

const STALKS = 10;

/** Number of stalks of each state, in the order of `STATES`. */
export function stalks(tally: Tally): Record<HedgeState, number> {
  const counts = STATES.map((state) => Math.max(0, tally[state]));
  const sum = counts.reduce((all, count) => all + count, 0);
  if (sum <= STALKS) return shape(counts);

  const exact = counts.map((count) => (count * STALKS) / sum);
  const given = exact.map(Math.floor);
  const byRemainder = exact
    .map((share, at) => ({ at, remainder: share - Math.floor(share) }))
    .sort((one, other) => other.remainder - one.remainder || one.at - other.at);
  let left = STALKS - given.reduce((all, count) => all + count, 0);
  for (const { at } of byRemainder) {
    if (left === 0) break;
    given[at] = (given[at] ?? 0) + 1;
    left -= 1;
  }
  counts.forEach((count, at) => {
    if (count === 0 || (given[at] ?? 0) > 0) return;
    const largest = given.indexOf(Math.max(...given));
    given[largest] = (given[largest] ?? 0) - 1;
    given[at] = 1;
  });
  return shape(given);
}

function shape(counts: number[]): Record<HedgeState, number> {
  return Object.fromEntries(STATES.map((state, at) => [state, counts[at] ?? 0])) as Record<
    HedgeState,
    number
  >;
}

/** The sum of several tallies. */
export function sum(tallies: Tally[]): Tally {
  const all: Tally = { ...EMPTY };
  for (const tally of tallies)
    for (const key of Object.keys(EMPTY) as (keyof Tally)[]) all[key] += tally[key];
  return all;
}

export const EMPTY: Tally = {
  verified: 0,
  under_watch: 0,
  claimed: 0,
  owed: 0,
  overdue: 0,
  unknown: 0,
  accepted: 0,
  attested: 0,
  total: 0,
};
