// Writes src/api/schema.d.ts from docs/openapi.json. A reference that leads nowhere is named and
// read as a string, so that one slip of the description does not stop the console.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const source = new URL('../../docs/openapi.json', import.meta.url);
const target = new URL('../src/api/schema.d.ts', import.meta.url);
const description = JSON.parse(readFileSync(source, 'utf8'));

const found = (reference) =>
  reference
    .slice(2)
    .split('/')
    .reduce((node, key) => node?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], description);

function mend(node, path) {
  if (typeof node !== 'object' || node === null) return;
  if (typeof node.$ref === 'string' && node.$ref.startsWith('#/') && !found(node.$ref)) {
    console.warn(`${path}: ${node.$ref} leads nowhere, read as a string`);
    delete node.$ref;
    node.type = 'string';
  }
  for (const [key, child] of Object.entries(node)) mend(child, `${path}/${key}`);
}

mend(description, '#');
const head = '// Generated from docs/openapi.json by `npm run api`; do not edit.\n';
writeFileSync(target, head + astToString(await openapiTS(description)));
