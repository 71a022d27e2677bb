// Files through a browser: dropped on the row of their paper, cut off in the middle by the network,
// going on by themselves from where they stopped; filed; seen by the clerk beside his form and
// downloaded byte for byte.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { desktop, openPage, phone, settled, startBrowser, startServer } from './served.mjs';
import { askingAs, chooseOrgan, signedState } from './signed_in.mjs';
import { fitsAndIsAccessible } from './sound_page.mjs';

let server;
let browser;
let clerk;

before(async () => {
  server = await startServer({ projects: 60 });
  browser = await startBrowser();
  const { ask } = await askingAs(server.address, 'clerk1');
  clerk = { ...(await ask('/api/v1/session')), ask };
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function pageOf(t, login, path, viewport = desktop) {
  const storageState = await signedState(browser, server.address, login);
  const { page, faults, close } = await openPage(browser, server.address, {
    viewport,
    storageState,
  });
  t.after(close);
  await page.goto(path);
  await settled(page);
  return { page, faults };
}

/** Bytes that differ everywhere, between the head and the end of a PDF. */
function pdfOf(size) {
  const bytes = Buffer.alloc(size);
  for (let i = 0, x = 7; i < size; i++)
    bytes[i] = (x = (x * 1103515245 + 12345) & 0x7fffffff) >> 16;
  bytes.write('%PDF-1.7\n', 0);
  bytes.write('\n%%EOF\n', size - 7);
  return bytes;
}
/** A picture of one blue point. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNgYPj/HwADAgH/p8Z6WAAAAABJRU5ErkJggg==',
  'base64',
);
/** Drops files on a row as a person would from his desktop. */
async function drop(page, row, name, bytes) {
  const files = await page.evaluateHandle(
    ([encoded, called]) => {
      const plain = Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([plain], called));
      return transfer;
    },
    [bytes.toString('base64'), name],
  );
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await row.dispatchEvent(event, { dataTransfer: files });
  }
}
/** A matter that the clerk's organ handles and that asks for several papers. */
async function matterOfPapers() {
  const query = new URLSearchParams({ region: clerk.region, department: clerk.department });
  const { rows } = await clerk.ask(`/api/v1/ledgers/all?${query}&limit=200`);
  const { matters } = await clerk.ask('/api/v1/catalogue');
  const several = new Set(matters.filter(({ papers }) => papers.length > 2).map(({ id }) => id));
  const row = rows.find(({ matter }) => several.has(matter));
  assert.ok(row, 'the organ has a case of such a matter');
  return row.matter_name;
}
async function begun(page, matter, project) {
  await page.getByLabel('项目名称').fill(project);
  await page.getByLabel('项目代码').fill(`2207-${clerk.region}-04-01-123456`);
  const league = clerk.region.endsWith('0000') ? '150100' : `${clerk.region.slice(0, 4)}00`;
  await page.getByLabel('盟市').selectOption(league);
  await page.getByLabel('查找事项').fill(matter);
  await page.locator('.matters button').first().click();
  await chooseOrgan(page, clerk);
}

test('a file goes from the desktop to the clerk although the network is cut in the middle', async (t) => {
  const { page, faults } = await pageOf(t, 'unit', '/filing/new');
  await begun(page, await matterOfPapers(), '带材料文件的项目');

  const offsets = [];
  page.on('request', (request) => {
    if (request.method() !== 'PATCH') return;
    offsets.push(Number(request.headers()['upload-offset']));
    if (offsets.length === 4) void page.context().setOffline(true);
  });
  const sent = pdfOf(6 * 1024 * 1024);
  const [first, second] = [
    page.locator('.papers > li').nth(0),
    page.locator('.papers > li').nth(1),
  ];
  await drop(page, first, '施工图（终稿）.pdf', sent);
  await first.getByText('网络中断').waitFor();
  await fitsAndIsAccessible(page);
  // Sending the form waits for the file and says so.
  await page.getByRole('button', { name: /下一步/ }).click();
  await page.getByText('还有文件没有传完').waitFor();
  await page.context().setOffline(false);
  await first.getByText('已上传').waitFor();
  assert.ok(offsets.length >= 13, `${offsets}`);
  assert.ok(
    offsets.slice(4).every((offset) => offset > 0),
    `it began again: ${offsets}`,
  );

  // What is refused is told under its file and can be let go; the keyboard does what the mouse does.
  await second.locator('input[type=file]').setInputFiles({
    name: '其实是网页.png',
    mimeType: 'image/png',
    buffer: Buffer.from('<html>'.repeat(300)),
  });
  await second.getByRole('alert').getByText('内容却不是').waitFor();
  // A refused file once left its paper ticked: the unit filed what it had not handed in, and the list of
  // what is still lacking was silent.
  assert.ok(!(await second.locator('input[type=checkbox]').isChecked()));
  await page.getByText('1 个文件，6.0 MB').waitFor();
  await page.getByRole('button', { name: /下一步/ }).click();
  await page.getByText('有文件没有收下').waitFor();
  await second.getByRole('button', { name: /^移去/ }).focus();
  await page.keyboard.press('Enter');
  await second
    .locator('input[type=file]')
    .setInputFiles([{ name: '现场照片.png', mimeType: 'image/png', buffer: png }]);
  await second.getByText('已上传').waitFor();

  // A reload loses neither what was typed nor what was uploaded.
  await page.reload();
  await settled(page);
  await page.locator('.papers .is-whole').nth(1).waitFor();
  assert.ok(await page.locator('.papers input[type=checkbox]').first().isChecked());
  await page.getByRole('button', { name: /下一步/ }).click();
  await page.locator('.summary').getByText('施工图（终稿）.pdf（6.0 MB）').waitFor();
  await page.getByRole('button', { name: '确认申报' }).click();
  await page.waitForURL(/\/filing\/voucher\//);
  const id = page.url().split('/').at(-1);

  const desk = await pageOf(t, 'clerk1', `/cases/${id}`);
  const files = desk.page.locator('#files');
  await files.getByRole('row', { name: /施工图（终稿）\.pdf/ }).waitFor();
  const coming = desk.page.waitForEvent('download');
  await files.getByRole('link', { name: '下载 施工图（终稿）.pdf' }).click();
  const download = await coming;
  assert.equal(download.suggestedFilename(), '施工图（终稿）.pdf');
  assert.ok((await readFile(await download.path())).equals(sent), 'byte for byte');
  await files.getByRole('button', { name: '查看 现场照片.png' }).click();
  const shown = desk.page.locator('.viewer img');
  await shown.waitFor();
  await desk.page.waitForFunction(() => document.querySelector('.viewer img')?.naturalWidth === 1);
  await fitsAndIsAccessible(desk.page);
  await desk.page.keyboard.press('Escape');
  await desk.page.locator('.viewer').waitFor({ state: 'detached' });
  // To read while writing one had to go down to the list of files and back up to the form.
  await desk.page.locator('#acts button[data-act="return_once"]').click();
  const beside = desk.page.locator('.act-form .files-beside');
  await beside.locator('summary').click();
  await beside.getByRole('button', { name: '查看 现场照片.png' }).click();
  await shown.waitFor();
  await fitsAndIsAccessible(desk.page);
  await desk.page.keyboard.press('Escape');
  await desk.page.locator('.viewer').waitFor({ state: 'detached' });
  assert.deepEqual(desk.faults, []);
  // The cut line itself is told by the browser; anything else would be a fault.
  assert.deepEqual(
    faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|status of 422/.test(fault)),
    [],
  );
});

test('phone: the rows of papers and the list of files fit', async (t) => {
  const { page, faults } = await pageOf(t, 'unit', '/filing/new', phone);
  await begun(page, await matterOfPapers(), '手机申报');
  const row = page.locator('.papers > li').first();
  await row
    .locator('input[type=file]')
    .setInputFiles([
      { name: `${'很长的文件名'.repeat(12)}.png`, mimeType: 'image/png', buffer: png },
    ]);
  await row.getByText('已上传').waitFor();
  await fitsAndIsAccessible(page);
  assert.deepEqual(faults, []);
});
