// How long a page takes until nothing in its first screenful is loading any more, and until nothing
// on the whole page is, at a quarter of the processor and on a line of 1.6 Mbit/s with 150 ms:
// median and range of five loads each, with an empty cache.
//   node bench/first_page.mjs [BINARY] [NAME...]     (BINARY: build/qidi)
import { fileURLToPath } from 'node:url';

process.env.QIDI_BINARY ??=
  process.argv[2] ?? fileURLToPath(new URL('../build/qidi', import.meta.url));
const { startBrowser, startServer } = await import('../web/tests/served.mjs');
const { askingAs, signedState } = await import('../web/tests/signed_in.mjs');

const loads = 5;
const server = await startServer({ projects: 1500 });
const browser = await startBrowser();
const storageState = await signedState(browser, server.address, 'office');
const { ask } = await askingAs(server.address, 'office');
const { rows } = await ask('/api/v1/ledgers/overdue?limit=1');
const wanted = process.argv.slice(3);
const pages = Object.entries({
  overview: '/',
  ledger: '/ledgers/pending',
  case: `/cases/${rows[0].case_id}`,
  calendar: '/calendar',
  circular: '/circulars/2022-10',
  'newest circular': '/circulars',
  imports: '/imports',
}).filter(([name]) => wanted.length === 0 || wanted.includes(name));

async function load(path) {
  const context = await browser.newContext({
    storageState,
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 200_000,
  });
  await line.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript(() => {
    globalThis.quiet = { screen: 0, page: 0 }; // since when, in ms from the start; 0 while loading
    const look = () => {
      const now = performance.now();
      const quiet = globalThis.quiet;
      const begun = document.querySelector('main h1');
      const busy = [...document.querySelectorAll('[aria-busy="true"], .loading-rows')];
      const above = busy.some((one) => one.getBoundingClientRect().top < innerHeight);
      quiet.screen = !begun || above ? 0 : quiet.screen || now;
      quiet.page = !begun || busy.length > 0 ? 0 : quiet.page || now;
      if (!quiet.page || now - quiet.page < 400) requestAnimationFrame(look);
      else quiet.stands = true;
    };
    requestAnimationFrame(look);
  });
  await page.goto(server.address + path, { waitUntil: 'commit' });
  await page.waitForFunction(() => globalThis.quiet.stands, undefined, { polling: 100 });
  const quiet = await page.evaluate(() => globalThis.quiet);
  await context.close();
  return quiet;
}

/** Median, and lowest to highest. */
function spread(times) {
  const ms = times.toSorted((a, b) => a - b).map((time) => Math.round(time).toLocaleString('en'));
  return `${ms[loads >> 1]} | ${ms[0]} to ${ms[loads - 1]}`;
}

console.log('| page | first screen, ms | range | all of it, ms | range |\n|---|--:|---|--:|---|');
for (const [name, path] of pages) {
  const times = [];
  for (let i = 0; i < loads; i++) times.push(await load(path));
  const screen = spread(times.map((one) => one.screen));
  console.log(`| ${name} | ${screen} | ${spread(times.map((one) => one.page))} |`);
}
await browser.close();
await server.stop();
