// A server with the sample province, a browser, and the words of the console, for the journeys.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..');
// The console's own packages hold the browser's driver and the accessibility rules.
const need = createRequire(join(ROOT, 'console/package.json'));
const { chromium } = need('playwright-core');
const AXE = readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8');

/** Arguments that keep Chromium from speaking with anybody but the server. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function fail(message) {
  throw new Error(message);
}

/** A port that nobody listens on. */
function freePort() {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.on('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}

/** Starts the server with the sample province; the answer knows the link to the first account. */
export async function startServer(binary) {
  const folder = mkdtempSync(join(tmpdir(), 'luytre-e2e.'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const child = spawn(
    binary,
    ['serve', '--demo', '--listen', `127.0.0.1:${port}`, '--data', join(folder, 'data')],
    { env: { ...process.env, LUYTRE_LANG: 'vi' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  let log = '';
  child.stderr.on('data', (piece) => (log += piece));
  const link = await new Promise((found, failed) => {
    const patience = setTimeout(() => failed(new Error(`the server says no link:\n${log}`)), 60_000);
    child.stdout.on('data', (piece) => {
      said += piece;
      const link = /\S*\/bat-dau\?token=\S+/.exec(said);
      if (link) {
        clearTimeout(patience);
        found(link[0]);
      }
    });
    child.on('exit', (code) => failed(new Error(`the server ended with ${code}:\n${log}`)));
  });
  const stop = async () => {
    const ended = new Promise((done) => child.once('exit', done));
    child.removeAllListeners('exit');
    child.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await Promise.race([ended, new Promise((done) => child.once('exit', done))]);
    clearTimeout(late);
  };
  return { base, link, folder, stop, log: () => log };
}

/** The texts of the console in a language, by key, with values filled in. */
export function words(language) {
  const texts = JSON.parse(
    readFileSync(join(ROOT, `catalog/locales/${language}/console.json`), 'utf8'),
  );
  return (key, values = {}) => {
    const found = `console.${key}`.split('.').reduce((at, part) => at?.[part], texts);
    if (typeof found !== 'string') fail(`no text ${key} in ${language}`);
    return found.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name] ?? '');
  };
}

/** A text as a pattern in which every value may be anything. */
export function pattern(text) {
  const parts = text.split(/\{\{\w+\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.*'));
}

/** The raw text of a key, for [`pattern`]. */
export function rawWords(language) {
  const texts = JSON.parse(
    readFileSync(join(ROOT, `catalog/locales/${language}/console.json`), 'utf8'),
  );
  return (key) =>
    `console.${key}`.split('.').reduce((at, part) => at?.[part], texts) ??
    fail(`no text ${key} in ${language}`);
}

/** A browser whose pages report everything that goes wrong in them. */
export async function startBrowser() {
  const browser = await chromium.launch({
    executablePath: process.env.LUYTRE_CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: FLAGS,
  });
  const troubles = [];
  const watch = (page) => {
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error}`));
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(`${page.url()}: ${message.text()}`);
    });
    page.on('response', (response) => {
      const path = new URL(response.url()).pathname;
      if (response.status() >= 400)
        troubles.push(`${page.url()}: ${response.request().method()} ${path} → ${response.status()}`);
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (!['127.0.0.1', ''].includes(url.hostname)) troubles.push(`asked ${url}`);
    });
    return page;
  };
  return { browser, troubles, watch };
}

/** A key of the translation files that is shown where its text should be. */
const KEYS =
  /\b(?:access|console|directive|errors|jobs|ledger|lists|log|malware|problems|registry|server|words)(?:\.[a-z_]+){2,}/g;

/** Violations of WCAG 2.2 A and AA on the page as it stands, the serious ones. */
export async function checkAccess(page, name, found) {
  // Content that is faded in is judged when it is there.
  await page.waitForTimeout(300);
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const result = await globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return result.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  });
  for (const what of violations) found.push({ place: name, what });
  const keys = (await page.locator('body').innerText()).match(KEYS) ?? [];
  for (const key of new Set(keys)) found.push({ place: name, what: `the key ${key} for a text` });
}
