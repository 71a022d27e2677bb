// What is to be found on every page is found: with a fault put into a page, the tests of all pages fail.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openPage, settled, startBrowser, startServer } from './served.mjs';
import { signedState } from './signed_in.mjs';
import { fits, isAccessible } from './sound_page.mjs';

let server;
let browser;

before(async () => {
  server = await startServer({ projects: 100 });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const faults = {
  'grey words in the last row of a table': [
    /color-contrast: .*tr:nth-child\(\d\d\)/,
    () => {
      const cells = document.querySelectorAll('main tbody tr:last-child td');
      for (const cell of cells) cell.style.color = '#bbb';
    },
  ],
  'cells on a ground of their own': [
    /color-contrast: .*tr:nth-child\(\d\d\)/,
    () => {
      const cells = document.querySelectorAll('main tbody tr:last-child td');
      for (const cell of cells) cell.style.background = '#555';
    },
  ],
  'what is half seen through': [
    /color-contrast/,
    () => (document.querySelector('main h1').parentElement.style.opacity = '0.3'),
  ],
  'a button without a name': [
    /button-name/,
    () => document.querySelector('main').append(document.createElement('button')),
  ],
  'a field without a label': [
    /label: /,
    () => document.querySelector('main').append(document.createElement('input')),
  ],
};

test('a fault of access is found wherever it stands', async (t) => {
  const storageState = await signedState(browser, server.address, 'office');
  const { page, close } = await openPage(browser, server.address, { storageState });
  t.after(close);
  for (const [name, [told, put]] of Object.entries(faults)) {
    await page.goto('/ledgers/pending');
    await settled(page);
    await isAccessible(page);
    await page.evaluate(put);
    await assert.rejects(isAccessible(page), (error) => told.test(error.message), name);
  }
});

test('what is wider than the page is found', async (t) => {
  const { page, close } = await openPage(browser, server.address);
  t.after(close);
  await page.goto('/calendar');
  await settled(page);
  await fits(page);
  await page.evaluate(() => (document.querySelector('main').style.minWidth = '3000px'));
  await assert.rejects(fits(page), /too wide/);
});
