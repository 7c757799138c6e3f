// The place of a clause in the letter, as a person says it.

/** The signs that the reader counts what has no number of its own by; the number follows. */
const SIGNS: Record<string, string> = {
  '-': 'dash',
  '+': 'plus',
  '¶': 'paragraph',
  '▦': 'table_row',
};

/** Says `1/a/-2` in words; `t` takes the texts under `console.directive.clause_…`. */
export function clausePlace(
  path: string,
  t: (key: string, values: Record<string, string>) => string,
): string {
  return path
    .split('/')
    .map((label, depth) => {
      const sign = SIGNS[label.charAt(0)];
      if (sign && /^\d/.test(label.slice(1)))
        return t(`console.directive.clause_${sign}`, { count: label.slice(1) });
      return depth === 0 ? t('console.directive.clause', { clause: label }) : label;
    })
    .join(', ');
}
