// What a browser says about itself, as a person would say it.
const BROWSERS: [RegExp, string][] = [
  [/coc_coc_browser/i, 'Cốc Cốc'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** `Chrome, Windows`; the text itself where it is no browser (a script), cut to a line. */
export function browserName(client: string): string {
  const find = (table: [RegExp, string][]) => table.find(([sign]) => sign.test(client))?.[1];
  const found = [find(BROWSERS), find(SYSTEMS)].filter(Boolean).join(', ');
  return found || client.slice(0, 60);
}
