// The papers of a case on its page: listed, their delivery recorded by the clerk, opened by the unit
// itself; and the public page that whoever scanned a paper's code comes to.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { desktop, openPage, phone, settled, startBrowser, startServer } from './served.mjs';
import { askingAs, signedState } from './signed_in.mjs';
import { fitsAndIsAccessible } from './sound_page.mjs';

let server;
let browser;
let clerk;

before(async () => {
  server = await startServer({ projects: 300 });
  browser = await startBrowser();
  const { ask } = await askingAs(server.address, 'clerk1');
  clerk = { ...(await ask('/api/v1/session')), ask };
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function pageOf(t, login, path, viewport = desktop) {
  const storageState = login ? await signedState(browser, server.address, login) : undefined;
  const { page, faults, close } = await openPage(browser, server.address, {
    viewport,
    storageState,
  });
  t.after(close);
  await page.goto(path);
  await settled(page);
  return { page, faults };
}
async function isSound(page, faults) {
  await fitsAndIsAccessible(page);
  // Asking who we are is told 401 where nobody signed in.
  const real = faults.filter((fault) => !/status of 401/.test(fault));
  assert.deepEqual(real, []);
}
/** A case of the clerk's own organ, being decided, with the papers that led there. */
async function ownCase() {
  const query = new URLSearchParams({ region: clerk.region, department: clerk.department });
  const { rows } = await clerk.ask(`/api/v1/ledgers/pending?${query}&state=deciding&limit=50`);
  for (const row of rows.filter(({ region }) => region === clerk.region)) {
    const { writs } = await clerk.ask(`/api/v1/cases/${row.case_id}/writs`);
    const own = writs.filter((one) => one.department === clerk.department && !one.delivered);
    if (own.some(({ kind }) => kind === 'acceptance')) return { id: row.case_id, writs };
  }
  throw new Error('the demonstration has no accepted case of this clerk');
}

test('a clerk records the delivery of a paper from its line, and the proof joins the papers', async (t) => {
  // The link beside a paper asked for its act in the address, and the panel, which looked at the
  // address only when a page came up, opened nothing.
  const { id, writs } = await ownCase();
  const acceptance = writs.find(({ kind }) => kind === 'acceptance');
  const { page, faults } = await pageOf(t, 'clerk1', `/cases/${id}`);
  const line = page.locator('tr[data-writ="acceptance"]').first();
  await line.waitFor();
  assert.match(await line.innerText(), new RegExp(acceptance.number || '无编号'));
  assert.match(await line.innerText(), /未送达/);
  const file = await line.getByRole('link', { name: /^打开/ }).getAttribute('href');
  assert.equal(file, `/api/v1/cases/${id}/writs/${acceptance.event}/file`);
  await isSound(page, faults);

  await line.getByRole('link', { name: /送达$/ }).click();
  const form = page.locator('.act-form');
  await form.waitFor();
  assert.equal(
    await form.getByLabel('送达的文书').inputValue(),
    String(acceptance.event),
    'the link chose the paper',
  );
  await form.getByLabel('送达方式').selectOption('mail');
  await form.getByLabel('收件人').fill('收发室');
  await form.getByRole('button', { name: /^提交/ }).click();
  const receipt = page.locator('#acts .receipt');
  await receipt.getByRole('link', { name: /送达回证/ }).waitFor();
  await page.locator('tr[data-writ="delivery_receipt"]').waitFor();
  assert.match(await line.innerText(), /邮寄送达/);
  assert.equal(await line.getByRole('link', { name: /登记/ }).count(), 0);
});

test('a unit opens its paper on a phone, and that is its receipt', async (t) => {
  const { page, faults } = await pageOf(t, 'unit', '/filing', phone);
  const card = page.locator('.project a[href*="/cases/"]').first();
  await page.goto(await card.getAttribute('href'));
  await settled(page);
  const line = page.locator('tr[data-writ="filing_receipt"]').first();
  await line.waitFor();
  await isSound(page, faults);
  const file = await line.getByRole('link', { name: /^打开/ }).getAttribute('href');
  const type = await page.evaluate(
    async (path) => (await fetch(path)).headers.get('content-type'),
    file,
  );
  assert.equal(type, 'application/pdf');
  await page.reload();
  await line.getByText(/单位已打开/).waitFor();
});

for (const [size, viewport] of Object.entries({ desktop, phone })) {
  test(`${size}: whoever scanned the code is told, without sign-in, what to compare`, async (t) => {
    const { id, writs } = await ownCase();
    const writ = writs.find(({ kind }) => kind === 'filing_receipt');
    const { page, faults } = await pageOf(t, '', writ.verify, viewport);
    const verdict = page.locator('.verdict');
    await verdict.getByText('文书属实，现行有效').waitFor();
    const told = await page.locator('main').innerText();
    for (const word of [writ.word, writ.organ, writ.day]) assert.ok(told.includes(word), word);
    assert.ok(!told.includes(id), 'no more than the paper needs');
    await isSound(page, faults);

    await page.goto(`${writ.verify.slice(0, -1)}${writ.verify.endsWith('0') ? 1 : 0}`);
    await verdict.getByText('没有与此相符的文书').waitFor();
    await isSound(page, faults);
    await page.goto('/verify');
    await page.getByText('用手机扫描文书左下方的二维码').waitFor();
    // Without a camera nobody could verify a paper: its foot may be copied, or the address pasted whole.
    await page.getByRole('button', { name: '核验', exact: true }).click();
    assert.equal(await page.locator('.verify-form [aria-invalid="true"]').count(), 3);
    await isSound(page, faults);
    await page.getByLabel('办件编号').fill(server.address + writ.verify);
    await page.getByRole('button', { name: '核验', exact: true }).click();
    await verdict.getByText('文书属实，现行有效').waitFor();
    await isSound(page, faults);
  });
}

for (const [size, viewport] of Object.entries({ desktop, phone })) {
  test(`${size}: anybody asks with the code of the receipt how far a case is, and learns no name`, async (t) => {
    const query = new URLSearchParams({ region: clerk.region, department: clerk.department });
    const { rows } = await clerk.ask(`/api/v1/ledgers/pending?${query}&limit=1`);
    const row = rows[0];
    const { query_code: code } = await clerk.ask(`/api/v1/cases/${row.case_id}/writs`);
    const { page, faults } = await pageOf(t, '', '/progress', viewport);
    await isSound(page, faults);
    // As somebody types it off a paper; and with a character wrong before that.
    const field = page.getByLabel(/^查询码/);
    await field.fill('7K3QF');
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByText('查询码是 15 位数字和字母').waitFor();
    await field.fill('00000 00000 00000');
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByText('没有查到').waitFor();
    await isSound(page, faults);
    await field.fill(code.toLowerCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: '查询', exact: true }).click();
    const stands = page.locator('.stands');
    await stands.getByText(row.due, { exact: true }).waitFor();
    const told = await page.locator('main').innerText();
    for (const word of [row.matter_name, row.received]) assert.ok(told.includes(word), word);
    for (const secret of [row.officer, row.unit_name, row.project_name, row.project_code]) {
      assert.ok(secret === '' || !told.includes(secret), secret);
    }
    await isSound(page, faults);
  });
}

test('a unit files under its own name, which stands fixed; a wrong credit code is told as it is typed', async (t) => {
  // Any name could be filed under, and any text stood for a credit code.
  const own = await pageOf(t, 'unit', '/filing/new');
  assert.equal(await own.page.locator('#unit-name, #unit-code').count(), 0);
  const { unit_name: name, unit_code: code } = await own.page.evaluate(async () =>
    (await fetch('/api/v1/session')).json(),
  );
  await own.page.locator('.own').getByText(name, { exact: true }).waitFor();
  await isSound(own.page, own.faults);
  const { page, faults } = await pageOf(t, 'window', '/filing/new');
  const field = page.getByLabel('统一社会信用代码');
  await field.fill(code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A'));
  await page.getByText('格式或校验位不符').waitFor();
  await isSound(page, faults);
  await field.fill(code.toLowerCase());
  await page.getByText('格式和校验位相符').waitFor();
});

test('the online share of a month stands on the overview, by region and then by department', async (t) => {
  const { page, faults } = await pageOf(t, 'office', '/?as_of=2022-10-31');
  const table = page.getByRole('region', { name: '线上审批' });
  await table.waitFor();
  const circular = await page.evaluate(async () =>
    (await fetch('/api/v1/circulars/2022-10')).json(),
  );
  const shares = await table.locator('tbody tr.region td:nth-child(2)').allInnerTexts();
  const numbers = shares.filter((text) => text !== '—').map(parseFloat);
  assert.ok(numbers.length > 3);
  assert.deepEqual(
    numbers,
    [...numbers].sort((a, b) => a - b),
    'the lowest first',
  );
  const total = await table.locator('tfoot td').allInnerTexts();
  assert.deepEqual(
    [total[1], total[4]],
    [circular.total.online_filed, circular.total.online_handled].map(String),
  );
  await table.locator('tbody button').first().click();
  await table.locator('tbody tr.department').first().waitFor();
  await isSound(page, faults);
});
