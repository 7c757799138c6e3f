// Which lines of a finding's story are folded away, so that a long list does not bury what people did.
import type { StoryEntry } from '@/api/types';

/** So many lines of lists in a row are shown at each end; those between are opened on demand. */
const ENDS = 4;

/** Which lines a long run of rows of lists hides: first of them, and how many. */
export function foldOf(story: StoryEntry[]): { from: number; count: number } | null {
  const fromList = ({ kind }: StoryEntry) => kind === 'source' || kind === 'attribution';
  let fold: { from: number; count: number } | null = null;
  for (let at = 0; at < story.length;) {
    let end = at;
    for (let entry = story[end]; entry && fromList(entry); entry = story[end]) end += 1;
    const count = end - at - 2 * ENDS;
    if (count > ENDS && count > (fold?.count ?? 0)) fold = { from: at + ENDS, count };
    at = end + 1;
  }
  return fold;
}
