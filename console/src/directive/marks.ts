// Which stretches of the letter's text carry what was read from it.
import type { DirectiveDetail } from '@/api/types';

export type Mark = { key: string; block: number; start: number; end: number };
export type Piece = { text: string; key?: string };

export function marksOf(directive: DirectiveDetail): Mark[] {
  return [
    ...directive.reading.fields.flatMap(({ name, at }) =>
      at ? [{ key: `field:${name}`, ...at }] : [],
    ),
    ...directive.obligations.flatMap(({ id, text_range }) =>
      text_range ? [{ key: `obligation:${id}`, ...text_range }] : [],
    ),
  ];
}

/** Cuts a block at its marks. Places count Unicode scalar values, as the server does; of marks that
 * lie over each other the shorter is shown, for the longer is seen around it. */
export function pieces(text: string, marks: Mark[]): Piece[] {
  const letters = Array.from(text);
  const owner: (string | undefined)[] = Array.from({ length: letters.length });
  for (const mark of [...marks].sort(
    (one, other) => other.end - other.start - (one.end - one.start),
  ))
    owner.fill(mark.key, Math.max(0, mark.start), Math.min(letters.length, mark.end));
  const cut: Piece[] = [];
  letters.forEach((letter, at) => {
    const last = cut.at(-1);
    const key = owner[at];
    if (last && last.key === key) last.text += letter;
    else cut.push(key === undefined ? { text: letter } : { text: letter, key });
  });
  return cut;
}
