import { describe, expect, it } from 'vitest';
import { pieces } from './marks';

describe('marks in the text of a letter', () => {
  it('cut by Unicode scalar values, not by code units', () => {
    expect(pieces('𝔸 Số 839/UBND', [{ key: 'n', block: 0, start: 5, end: 13 }])).toEqual([
      { text: '𝔸 Số ' },
      { text: '839/UBND', key: 'n' },
    ]);
  });
  it('show the shorter of two that lie over each other', () => {
    const cut = pieces('abcdef', [
      { key: 'short', block: 0, start: 2, end: 3 },
      { key: 'long', block: 0, start: 0, end: 6 },
    ]);
    expect(cut).toEqual([
      { text: 'ab', key: 'long' },
      { text: 'c', key: 'short' },
      { text: 'def', key: 'long' },
    ]);
  });
  it('bear places outside of the text', () => {
    expect(pieces('ab', [{ key: 'x', block: 0, start: 1, end: 99 }])).toEqual([
      { text: 'a' },
      { text: 'b', key: 'x' },
    ]);
  });
});
