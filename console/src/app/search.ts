// Filters live in the address, as plain names and values, so that a link carries them.
export type Search = Record<string, string>;

/** `?a=1&b=x` as plain strings; numbers are not guessed. */
export function parseSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(search))
    if ((typeof value === 'string' && value !== '') || typeof value === 'number' || value === true)
      parts.set(name, String(value));
  // A comma separates values and reads better as it is.
  const text = parts.toString().replaceAll('%2C', ',');
  return text ? `?${text}` : '';
}

/** Keeps the named filters that are filled. */
export function only<Name extends string>(...names: Name[]) {
  return (given: Record<string, unknown>): Partial<Record<Name, string>> => {
    const kept: Partial<Record<Name, string>> = {};
    for (const name of names) {
      const value = given[name];
      if (typeof value === 'string' && value !== '') kept[name] = value;
      else if (typeof value === 'number' || value === true) kept[name] = String(value);
    }
    return kept;
  };
}

export const FINDING_FILTERS = [
  'state',
  'organization',
  'kind',
  'overdue',
  'q',
  'directive',
  'obligation',
  'sort',
] as const;
export type FindingFilters = Partial<Record<(typeof FINDING_FILTERS)[number], string>>;

/** Filters as they stand in an address or in a link from the server (`state=open&overdue=true`). */
export function findingFilters(given: string | Record<string, unknown>): FindingFilters {
  return only(...FINDING_FILTERS)(
    typeof given === 'string' ? parseSearch(given.replace(/^[^?]*\?/, '')) : given,
  );
}

/** The page of the console behind an address that the server names (`/findings/1`, `/viec/1`). */
export function consolePath(href: string): string {
  const rules: [RegExp, string][] = [
    [/^\/findings(?=$|[/?])/, '/viec'],
    [/^\/directives(?=$|[/?])/, '/theo-doi'],
    [/^\/indicator-lists(?=$|\?)/, '/ma-doc'],
    [/^\/indicator-lists(?=\/)/, '/ma-doc/danh-sach'],
    [/^\/lists(?=\/)/, '/ma-doc/danh-sach'],
    [/^\/attribution-queue(?=$|\?)/, '/ma-doc/chua-ro-don-vi'],
    [/^\/claims(?=$|\?)/, '/don-vi/dia-chi'],
    [/^\/organizations(?=$|[/?])/, '/don-vi'],
  ];
  const path = href.replace(/^\/api\/v1/, '');
  for (const [from, to] of rules) if (from.test(path)) return path.replace(from, to);
  return path;
}
