// Every pair of text and ground that the console uses has at least 4.5:1; graphics have 3:1.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/styles/tokens.css', 'utf8');

function tokens(scheme: 'light' | 'dark'): Map<string, string> {
  const start = css.indexOf(`[data-mantine-color-scheme='${scheme}'] {`);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1] ?? '', m[2] ?? '']),
  );
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT: [string, string[]][] = [
  ['text', ['paper', 'card', 'hover', 'leaf', 'ochre-ground', 'vermilion-ground']],
  ['second', ['paper', 'card', 'hover', 'leaf']],
  ['third', ['paper', 'card', 'hover']],
  ['deep', ['paper', 'card', 'hover', 'leaf']],
  ['ochre', ['paper', 'card', 'ochre-ground']],
  ['vermilion', ['paper', 'card', 'vermilion-ground']],
  ['on-bamboo', ['bamboo', 'bamboo-strong']],
  ['paper', ['text']],
];
const GRAPHICS: [string, string[]][] = [
  ['bamboo', ['card', 'paper', 'leaf']],
  ['ochre', ['card', 'leaf']],
  ['vermilion', ['card', 'leaf']],
  ['unknown', ['card', 'paper']],
  ['control', ['card', 'paper']],
];

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  const colours = tokens(scheme);
  const colour = (name: string) => {
    const value = colours.get(name);
    if (!value) throw new Error(`no token ${name}`);
    return value;
  };
  it.each(TEXT.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))(
    'text %s on %s has 4.5:1',
    (text, ground) => {
      expect(ratio(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
    },
  );
  it.each(GRAPHICS.flatMap(([mark, grounds]) => grounds.map((ground) => [mark, ground] as const)))(
    'graphic %s on %s has 3:1',
    (mark, ground) => {
      expect(ratio(colour(mark), colour(ground))).toBeGreaterThanOrEqual(3);
    },
  );
});
