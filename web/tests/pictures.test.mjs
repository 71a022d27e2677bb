// The pages look as they were last looked at: each is drawn small and grey and laid over the picture kept
// in pictures/. Small, so that other fonts and smoothing say nothing, and a section that moved, a table
// that ran out of the page or a style sheet that did not come says much.
//   QIDI_KEEP_PICTURES=1 node --test tests/pictures.test.mjs     keeps the pages as they are now
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { desktop, openPage, phone, settled, startBrowser, startServer } from './served.mjs';
import { askingAs, signedState } from './signed_in.mjs';

const folder = new URL('./pictures/', import.meta.url);
const keep = process.env.QIDI_KEEP_PICTURES === '1';
/** Of the small picture's points this share may differ visibly: a figure here, a line break there. */
const most = 0.03;

const both = { desktop, phone };
/** Name, who looks, address (of an overdue case where it takes one), at which sizes. */
const shown = [
  ['overview', 'office', () => '/', both],
  ['ledger', 'office', () => '/ledgers/pending', both],
  ['case', 'office', (caseId) => `/cases/${caseId}`, both],
  ['circular', 'office', () => '/circulars/2022-10', { desktop }],
  ['calendar', 'office', () => '/calendar', { desktop }],
  ['imports', 'office', () => '/imports', { desktop }],
  ['desk', 'clerk1', () => '/desk', both],
  ['team', 'head1', () => '/team', { desktop }],
  ['filing', 'unit', () => '/filing', { phone }],
  ['new filing', 'unit', () => '/filing/new', both],
  ['matters', 'unit', () => '/matters', { phone }],
  ['accounts', 'sysadmin', () => '/accounts', { desktop }],
  ['verify', '', () => '/verify', { phone }],
  ['signin', '', () => '/signin', both],
];

let server;
let browser;
let caseId;
const states = new Map([['', undefined]]);

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  for (const login of new Set(shown.map(([, login]) => login).filter(Boolean))) {
    states.set(login, await signedState(browser, server.address, login));
  }
  const { ask } = await askingAs(server.address, 'office');
  caseId = (await ask('/api/v1/ledgers/overdue?limit=1&sort=received')).rows[0].case_id;
  if (keep) mkdirSync(folder, { recursive: true });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A fifth of the picture's width, in greys; and, with a kept one, the share of points that differ. */
async function drawSmall([now, kept]) {
  const pointsOf = async (png) => {
    const picture = await createImageBitmap(await (await fetch(png)).blob());
    const small = png === now ? 5 : 1;
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width / small);
    canvas.height = Math.round(picture.height / small);
    const context = canvas.getContext('2d');
    context.filter = 'grayscale(1)';
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return { canvas, points: context.getImageData(0, 0, canvas.width, canvas.height).data };
  };
  const mine = await pointsOf(now);
  if (!kept) return { png: mine.canvas.toDataURL('image/png') };
  const other = await pointsOf(kept);
  if (mine.points.length !== other.points.length) return { share: 1 };
  let differing = 0;
  for (let at = 0; at < mine.points.length; at += 4) {
    if (Math.abs(mine.points[at] - other.points[at]) > 48) differing++;
  }
  return { share: differing / (mine.points.length / 4) };
}

for (const [name, login, path, sizes] of shown) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test(`${name} looks as it did (${size})`, async () => {
      const { page, close } = await openPage(browser, server.address, {
        viewport,
        storageState: states.get(login),
      });
      await page.goto(path(caseId));
      await settled(page);
      const now = await page.screenshot({ animations: 'disabled' });
      await page.goto('about:blank');
      const file = new URL(`${name.replace(' ', '-')}-${size}.png`, folder);
      const dataOf = (bytes) => `data:image/png;base64,${bytes.toString('base64')}`;
      const kept = keep ? '' : dataOf(readFileSync(file));
      const { png, share } = await page.evaluate(drawSmall, [dataOf(now), kept]);
      await close();
      if (keep) writeFileSync(file, Buffer.from(png.split(',')[1], 'base64'));
      else assert.ok(share <= most, `${(share * 100).toFixed(1)} % of ${file.pathname} differs`);
    });
  }
}
