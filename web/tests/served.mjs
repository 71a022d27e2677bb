// A server over demonstration data and a browser, for the tests of the pages. Both are started and
// ended by their process ids; the data are made once a run.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const binary = resolve(process.env.QIDI_BINARY ?? '../build/qidi');

/** One run of `qidi serve` over the data, on `port` (0: a free one), its clock standing at `now`. */
async function serve(data, now, port = 0) {
  const words = ['serve', '--data', data, '--listen', `127.0.0.1:${port}`, '--access-log', 'none'];
  const process_ = spawn(binary, [...words, '--now', now]);
  let said = '';
  const address = await new Promise((found, failed) => {
    process_.stdout.on('data', (piece) => {
      said += piece;
      const ready = /http:\/\/[\d.]+:\d+/.exec(said);
      if (ready) found(ready[0]);
    });
    process_.on('exit', () => failed(new Error(`the server ended: ${said}`)));
  });
  const end = async () => {
    const gone = new Promise((ended) => process_.once('exit', ended));
    process_.kill('SIGTERM');
    await gone;
  };
  return { address, end };
}

/**
 * Starts `qidi serve` on a free port over fresh data; `address` ends with no slash. `prepare(data)` may
 * put something into the directory before. `moveTo(now)` lets the day move on: the clock of a rehearsal
 * stands still, so the server starts again over the same data, at the same address, on a later day.
 */
export async function startServer({ projects = 400, prepare } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'qidi-pages-'));
  const data = join(folder, 'data');
  const made = spawnSync(binary, [
    'demo',
    '--data',
    data,
    '--projects',
    String(projects),
    '--seed',
    '54',
  ]);
  if (made.status !== 0) throw new Error(`demo failed: ${made.stderr}`);
  prepare?.(data);
  let run = await serve(data, '2022-11-01T09:00:00+08:00');
  const { address } = run;
  return {
    address,
    async json(path) {
      const response = await fetch(address + path);
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return response.json();
    },
    async moveTo(now) {
      await run.end();
      run = await serve(data, now, new URL(address).port);
    },
    async stop() {
      await run.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--font-render-hinting=none'],
  });
}

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/**
 * A page that collects what a sound one never has: console errors, failed scripts, CSP breaches.
 * `storageState` is that of a context which is signed in (see signed_in.mjs).
 */
export async function openPage(browser, address, options = {}) {
  const { viewport = desktop, language = 'zh', storageState } = options;
  const context = await browser.newContext({
    viewport,
    storageState,
    baseURL: address,
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language);
  // A route that was still fetching when its page went failed after the test's end, and with it the whole
  // file: seen on a busy machine only.
  const close = async () => {
    if (!page.isClosed()) await page.unrouteAll({ behavior: 'ignoreErrors' });
    await context.close();
  };
  return { page, faults, close };
}

/** Waits until the page shows its data: it stands with its heading and nothing is loading. */
export async function settled(page) {
  await page.waitForSelector('main h1');
  await page.waitForFunction(
    () => document.querySelector('main')?.getAttribute('aria-busy') !== 'true',
  );
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .loading-rows'));
}
