import { expect, test } from 'vitest';
import type { StoryEntry } from '@/api/types';
import { foldOf } from './story';

const entry = (kind: StoryEntry['kind']): StoryEntry => ({
  kind,
  title: { code: 'x', arguments: {} },
});
const rows = (pairs: number) =>
  Array.from({ length: pairs }, () => [entry('source'), entry('attribution')]).flat();

test('a long run of rows of a list is folded in the middle, steps of people never', () => {
  expect(foldOf([...rows(3), entry('step'), entry('missing')])).toBeNull();
  expect(foldOf([...rows(1), entry('step'), ...rows(50), entry('step')])).toEqual({
    from: 7,
    count: 92,
  });
});
