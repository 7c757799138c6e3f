// Prints the size of each built file as it travels (gzip), and the sum of the first load.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const folder = new URL('../dist/', import.meta.url);
const page = readFileSync(new URL('index.html', folder), 'utf8');
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} kB`;
let first = 0;
let all = 0;
for (const name of readdirSync(new URL('assets/', folder)).sort()) {
  if (!/\.(js|css)$/.test(name)) continue;
  const bytes = gzipSync(readFileSync(new URL(`assets/${name}`, folder))).length;
  all += bytes;
  if (page.includes(name)) first += bytes;
}
console.log(
  `first load ${kilobytes(first)}, all pages ${kilobytes(all)} (gzip, scripts and styles)`,
);
