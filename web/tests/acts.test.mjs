// Acts that only the tests of the HTTP contract walked, done in the pages by whose turn it is: a check on
// site, not accepting, a unit's withdrawal on a phone, a pause that is prolonged, and what the days that
// pass bring about: a pause that ends, a term that lapses. Looked at is what the case's page, its record
// and the ledger say afterwards.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { desktop, openPage, phone, settled, startBrowser, startServer } from './served.mjs';
import { askingAs, signedIn } from './signed_in.mjs';
import { fitsAndIsAccessible } from './sound_page.mjs';

let server;
let browser;
let organ;
let matter;
/** Without them nothing is accepted. */
let mandatory;

before(async () => {
  server = await startServer({ projects: 100 });
  browser = await startBrowser();
  const { ask } = await askingAs(server.address, 'clerk1');
  const { region, department, name } = await ask('/api/v1/session');
  organ = { region, department, officer: name };
  const query = new URLSearchParams({ region, department, state: 'deciding', limit: '200' });
  const { rows } = await ask(`/api/v1/ledgers/pending?${query}`);
  // Not the filing for the record: it is refused without what its form demands.
  const free = rows.filter((row) => row.matter !== 'project_filing');
  matter = free.find((row) => row.region === region).matter;
  const { matters } = await ask('/api/v1/catalogue');
  const { papers } = matters.find(({ id }) => id === matter);
  mandatory = papers.filter((paper) => paper.mandatory).map(({ code }) => code);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function pageOf(t, login, path, viewport = desktop) {
  const { page, close } = await openPage(browser, server.address, { viewport });
  t.after(close);
  await signedIn(page.context(), server.address, login);
  await page.goto(path);
  await settled(page);
  return page;
}
const form = (page) => page.locator('.act-form');
/** A picture of where the walk stands, for whoever looks (QIDI_LOOK names a folder). */
async function look(page, name) {
  if (!process.env.QIDI_LOOK) return;
  await page.screenshot({ path: `${process.env.QIDI_LOOK}/${name}.png`, fullPage: true });
}

/** A write without a page, by one of the demonstration's people; `seen` is what it rests on. */
async function writeAs(login, path, body, { seen, method = 'POST' } = {}) {
  const { cookie, csrf } = await askingAs(server.address, login);
  let tag;
  if (seen) {
    const read = await fetch(server.address + seen, { headers: { Cookie: cookie } });
    const { version } = await read.json();
    // A draft's version is what it holds; which one was seen stands in its tag, 0 where there is none.
    tag = typeof version === 'number' ? `"${version}"` : (read.headers.get('etag') ?? '"0"');
  }
  const response = await fetch(server.address + path, {
    method,
    headers: {
      'Content-Type': 'application/json',
      Cookie: cookie,
      'X-CSRF-Token': csrf,
      'Idempotency-Key': `test-${Date.now()}-${Math.random()}`,
      ...(tag === undefined ? {} : { 'If-Match': tag }),
    },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  assert.ok(response.ok, JSON.stringify(answer));
  return answer;
}
const actAs = (login, id, act, body = {}) =>
  writeAs(login, `/api/v1/cases/${id}/${act}`, body, { seen: `/api/v1/cases/${id}` });
let filed = 0;
async function fileCase(project, of = matter, papers = mandatory) {
  const { region, department } = organ;
  filed += 1;
  const code = `2207-${region}-04-01-${123600 + filed}`;
  const body = { matter: of, region, department, project_name: project, project_code: code };
  return (await writeAs('unit', '/api/v1/cases', { ...body, papers })).case_id;
}
async function deciding(project) {
  const id = await fileCase(project);
  await actAs('clerk1', id, 'accept');
  return id;
}
async function caseAs(login, id) {
  const { ask } = await askingAs(server.address, login);
  const [{ row }, { events }] = await Promise.all([
    ask(`/api/v1/cases/${id}`),
    ask(`/api/v1/cases/${id}/record`),
  ]);
  return { row, events };
}

async function openAct(page, act) {
  const button = page.locator(`#acts button[data-act="${act}"]`);
  await button.waitFor({ state: 'attached' });
  if (!(await button.isVisible())) await page.locator('#acts .more > summary').click();
  await button.click();
  await form(page).waitFor();
}
async function send(page) {
  await form(page).getByRole('button', { name: /^提交/ }).click();
  const receipt = page.locator('#acts .receipt');
  await receipt.waitFor();
  return receipt.innerText();
}
const field = (page, name) => form(page).locator(`[data-field="${name}"]`);
/** The record on the case's own page: one event's line. */
const recorded = (page, kind) => page.locator('#record .event', { hasText: kind }).last();
const isBarred = (page, act) => page.locator('#acts .barred li', { hasText: act }).first();
/** What the ledger's page says of the project: the text of its one row. */
async function ledgerLine(page, list, project) {
  await page.goto(`/ledgers/${list}?q=${encodeURIComponent(project)}`);
  await settled(page);
  const row = page.locator('.ledger-rows :is(tbody tr, .card)').filter({ hasText: project });
  return (await row.count()) ? row.first().innerText() : '';
}
/** The n-th working day after: November 2022 has no holidays but its weekends. */
function workingDaysAfter(start, count) {
  const day = new Date(`${start}T00:00:00Z`);
  for (let left = count; left > 0;) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCDay() % 6 !== 0) left -= 1;
  }
  return day.toISOString().slice(0, 10);
}

for (const [size, viewport] of Object.entries({ desktop, phone })) {
  test(`${size}: a check on site names two officers, stops no countdown and stands in the record`, async (t) => {
    const project = `去现场核查的项目（${size}）`;
    const id = await deciding(project);
    const before_ = (await caseAs('clerk1', id)).row;
    const page = await pageOf(t, 'clerk1', `/cases/${id}#acts`, viewport);
    await openAct(page, 'check_site');
    const officers = field(page, 'officers').locator('input');
    assert.equal(await officers.nth(0).inputValue(), organ.officer);
    await field(page, 'finding').locator('textarea').fill('现场与申报一致，已具备条件。');
    // One alone may not check: 行政许可法 34.
    await form(page).getByRole('button', { name: /^提交/ }).click();
    await page.waitForFunction(() => document.activeElement?.closest('[data-field="officers"]'));
    await fitsAndIsAccessible(page);
    await look(page, `check_site-${size}`);
    await officers.nth(1).fill('同去的人');
    // Anybody was taken for the second officer, whose name is the proof of the check.
    await form(page).getByRole('button', { name: /^提交/ }).click();
    await field(page, 'officers').locator('.field-error').getByText('同去的人').waitFor();
    assert.match(await send(page), /审批中/);
    const line = recorded(page, '现场核查');
    await line.locator('.fields').getByText('现场与申报一致，已具备条件。').waitFor();
    assert.match(await line.innerText(), /同去的人/);
    const { row, events } = await caseAs('clerk1', id);
    assert.deepEqual([row.state, row.due], ['deciding', before_.due]);
    assert.deepEqual(events.at(-1).body.officers, [organ.officer, '同去的人']);
    await fitsAndIsAccessible(page);
    assert.match(await ledgerLine(page, 'pending', project), new RegExp(before_.due.slice(5)));
  });

  test(`${size}: what is not accepted tells whose power it is, ends, and leaves the pending ledger`, async (t) => {
    const project = `不予受理的项目（${size}）`;
    const id = await fileCase(project);
    const page = await pageOf(t, 'clerk1', `/cases/${id}#acts`, viewport);
    await openAct(page, 'not_accept');
    const ground = field(page, 'ground');
    if (await ground.locator('select').count()) {
      await ground.locator('select').selectOption('not_our_power');
    } else await ground.locator('input[value="not_our_power"]').check();
    await field(page, 'reason').locator('textarea').fill('此事项属水利部门职权。');
    // Where another has the power the unit is told who (行政许可法 32.1.2): it cannot be left out.
    await form(page).getByRole('button', { name: /^提交/ }).click();
    await page.waitForFunction(() =>
      document.activeElement?.closest('[data-field="competent_organ"]'),
    );
    await fitsAndIsAccessible(page);
    await look(page, `not_accept-${size}`);
    await field(page, 'competent_organ').locator('input').fill('某旗水利局');
    assert.match(await send(page), /不予受理/);
    await page.locator('.big-state', { hasText: '不予受理' }).waitFor();
    assert.match(await recorded(page, '不予受理').innerText(), /某旗水利局/);
    await page.locator('#writs').getByText('不予受理').first().waitFor();
    await fitsAndIsAccessible(page);
    const { row } = await caseAs('clerk1', id);
    assert.deepEqual([row.state, row.ended], ['not_accepted', '2022-11-01']);
    assert.equal(await ledgerLine(page, 'pending', project), '');
    assert.match(await ledgerLine(page, 'all', project), /不予受理/);

    // The unit reads why and where to go, and has nothing left to do here.
    const unit = await pageOf(t, 'unit', `/cases/${id}`, viewport);
    await unit.getByText('某旗水利局').first().waitFor();
    assert.equal(await unit.locator('#acts button[data-act="withdraw"]').count(), 0);
    await fitsAndIsAccessible(unit);
    await look(unit, `not_accepted-unit-${size}`);
  });
}

// Accepting, nobody was told that the unit had answered 不能补正; what was told filled the screen.
test('who accepts sees what the unit cannot mend; what is long is folded and printed whole', async (t) => {
  const id = await fileCase('答复不能补正的项目');
  const [first] = mandatory;
  const suggestions = '可预约帮办代办，一次办齐。'.repeat(30);
  await actAs('clerk1', id, 'return_once', {
    defects: [{ paper: first, fault: '没有盖章', mending: '加盖公章' }],
    suggestions,
  });
  const answers = [{ paper: first, answer: '公章遗失，正在补刻', mended: false }];
  await actAs('unit', id, 'refile', { answers, papers: [] });
  const desk = await pageOf(t, 'clerk1', `/cases/${id}#acts`);
  await openAct(desk, 'accept');
  await form(desk).locator('.not-mended').getByText('公章遗失，正在补刻').waitFor();
  // Nor did the form say that a number left blank is given.
  await field(desk, 'notice_no').getByText('依次编号').waitFor();
  await fitsAndIsAccessible(desk);
  await look(desk, 'accept-not-mended');

  const long = recorded(desk, '一次性告知退回').locator('.long-text');
  const isCut = () => long.evaluate((text) => text.scrollHeight > text.clientHeight + 1);
  assert.ok(await isCut());
  const button = recorded(desk, '一次性告知退回').getByRole('button', { name: /^展开/ });
  assert.equal(await button.getAttribute('aria-expanded'), 'false');
  await desk.emulateMedia({ media: 'print' });
  assert.equal(await isCut(), false, 'printed, it is whole');
  assert.equal(await button.isVisible(), false);
  await desk.emulateMedia({ media: 'screen' });
  await button.click();
  assert.equal(await isCut(), false);
  await recorded(desk, '一次性告知退回').getByRole('button', { name: /^收起/ }).waitFor();
});

test('phone: a unit withdraws what it filed; the clerk sees why, and nothing runs any more', async (t) => {
  const project = '自己撤回的项目';
  const id = await deciding(project);
  const unit = await pageOf(t, 'unit', `/cases/${id}#acts`, phone);
  await openAct(unit, 'withdraw');
  await field(unit, 'reason').locator('input, textarea').first().fill('项目选址调整');
  await form(unit).getByText('就此办结').or(form(unit).getByText('撤回')).first().waitFor();
  await fitsAndIsAccessible(unit);
  await look(unit, 'withdraw-phone');
  assert.match(await send(unit), /已撤回/);
  await unit.locator('.big-state', { hasText: '已撤回' }).waitFor();
  await fitsAndIsAccessible(unit);
  await look(unit, 'withdrawn-phone');
  assert.equal(await unit.locator('#acts button[data-act="withdraw"]').count(), 0);

  const desk = await pageOf(t, 'clerk1', `/cases/${id}#acts`);
  assert.match(await recorded(desk, '撤回').innerText(), /项目选址调整/);
  await desk.locator('#acts .barred > summary').click();
  assert.match(await isBarred(desk, '准予').or(isBarred(desk, '拟办')).innerText(), /已撤回|办结/);
  assert.equal(await ledgerLine(desk, 'pending', project), '');
  assert.match(await ledgerLine(desk, 'all', project), /已撤回/);
  const { row } = await caseAs('clerk1', id);
  assert.deepEqual([row.state, row.ended, row.light], ['withdrawn', '2022-11-01', 'none']);
});

/** A matter whose applicants have five working days to mend: no matter of the law's own sets a term. */
async function matterWithTerm() {
  const path = '/api/v1/matter-drafts/pond_plan';
  const basis = { text: '行政许可法 第四十二条第一款', confidence: 'C' };
  const version = {
    ...{ matter: 'pond_plan', name: '塘坝工程方案审批', line: '发展改革', kind: 'licence' },
    ...{ valid_from: '2022-11-01', statutory: { count: 20 }, promised: { count: 10 } },
    ...{ statutory_basis: basis, promised_basis: basis, extension_basis: basis },
    ...{ correction: { count: 5 }, papers: [{ code: 'plan', name: '方案' }] },
  };
  await writeAs(
    'sysadmin',
    path,
    { version, aliases: [], reason: '新设' },
    { seen: path, method: 'PUT' },
  );
  await writeAs('sysadmin', `${path}/submit`, {}, { seen: path });
  await writeAs('secadmin', `${path}/publish`, {}, { seen: path });
  return 'pond_plan';
}

// The server's clock stands still in a rehearsal: it is started again on a later day. This test is the
// last one of the file.
test('days pass: a pause is prolonged, one is ended early, one ends by itself, and a term lapses', async (t) => {
  const names = { early: '提前恢复的项目', alone: '到期自己恢复的项目', mute: '逾期未补正的项目' };
  const early = await deciding(names.early);
  const alone = await deciding(names.alone);
  const mute = await fileCase(names.mute, await matterWithTerm(), []);
  const { due } = (await caseAs('clerk1', early)).row;
  assert.equal((await caseAs('clerk1', alone)).row.due, due);

  // Tuesday 1 November: both stop for five working days; the second turns out to need eight.
  const first = await pageOf(t, 'clerk1', `/cases/${early}#acts`);
  for (const id of [early, alone]) {
    await first.goto(`/cases/${id}#acts`);
    await openAct(first, 'pause');
    const ground = field(first, 'ground');
    if (await ground.locator('select').count()) {
      await ground.locator('select').selectOption('expert_review');
    } else await ground.locator('input[value="expert_review"]').check();
    await field(first, 'days').locator('input').fill('5');
    assert.match(await send(first), /暂停/);
  }
  await first.locator('.turn').getByText('2022-11-08').waitFor();
  await openAct(first, 'prolong');
  // Not more than was told is no prolonging: the sum of days is asked for, not what is added.
  await field(first, 'days').locator('input').fill('5');
  await form(first).getByRole('button', { name: /^提交/ }).click();
  await field(first, 'days').locator('.field-error:not(:empty)').waitFor();
  await fitsAndIsAccessible(first);
  await look(first, 'prolong-desktop');
  await field(first, 'days').locator('input').fill('8');
  assert.match(await send(first), /暂停/);
  await first.locator('.turn').getByText('2022-11-11').waitFor();
  await first
    .locator('#writs')
    .getByText(/特延字〔2022〕\d{4}号/)
    .first()
    .waitFor();
  assert.match(await recorded(first, '扣除时间延长').innerText(), /2022-11-11/);
  assert.match(await ledgerLine(first, 'pending', names.alone), /暂停/);
  await actAs('clerk1', mute, 'return_once', {
    defects: [{ paper: 'plan', fault: '没有盖章', mending: '加盖公章' }],
    suggestions: '可先送电子版核对',
  });
  await first.goto(`/cases/${mute}#acts`);
  await first.locator('.turn').getByText('2022-11-08').waitFor();
  await first.locator('#acts .barred > summary').click();
  await isBarred(first, '终止').waitFor();
  assert.equal(await first.locator('#acts button[data-act="close_unanswered"]').count(), 0);
  await first.context().close();

  // Friday 4 November: three working days were taken out, and no more.
  await server.moveTo('2022-11-04T09:00:00+08:00');
  const second = await pageOf(t, 'clerk1', `/cases/${early}#acts`, phone);
  await second.locator('.turn').getByText('2022-11-08').waitFor();
  await openAct(second, 'resume');
  await fitsAndIsAccessible(second);
  await look(second, 'resume-phone');
  assert.match(await send(second), /审批中/);
  const mended = workingDaysAfter(due, 3);
  assert.equal((await caseAs('clerk1', early)).row.due, mended);
  await second.locator('.standing').getByText(mended).first().waitFor();
  await second
    .locator('#reason')
    .getByText(/2022-11-01 次日至 2022-11-04/)
    .waitFor();
  await fitsAndIsAccessible(second);
  await look(second, 'resumed-phone');
  await second.context().close();

  // Monday 14 November: the pause of eight days is over, and the term of five has gone by.
  await server.moveTo('2022-11-14T09:00:00+08:00');
  const third = await pageOf(t, 'clerk1', `/cases/${alone}#acts`);
  const { row } = await caseAs('clerk1', alone);
  assert.deepEqual([row.state, row.due], ['deciding', workingDaysAfter(due, 8)]);
  await third.locator('.standing').getByText('审批中').waitFor();
  await third
    .locator('#reason')
    .getByText(/2022-11-01 次日至 2022-11-11/)
    .waitFor();
  await third.locator('#acts button[data-act="resume"]').waitFor({ state: 'detached' });
  await fitsAndIsAccessible(third);
  await look(third, 'resumed-by-time-desktop');
  assert.match(await ledgerLine(third, 'pending', names.alone), new RegExp(row.due.slice(5)));

  await third.goto(`/cases/${mute}#acts`);
  await openAct(third, 'close_unanswered');
  await form(third).getByRole('button', { name: /^提交/ }).click();
  await field(third, 'rule').locator('.field-error:not(:empty)').waitFor();
  await fitsAndIsAccessible(third);
  await look(third, 'close_unanswered-desktop');
  await field(third, 'rule').locator('input').fill('本部门办事指南第五条');
  assert.match(await send(third), /逾期未补正终止/);
  await third.locator('.big-state', { hasText: '逾期未补正终止' }).waitFor();
  await third.locator('#record .fields').getByText('本部门办事指南第五条').waitFor();
  await fitsAndIsAccessible(third);
  await look(third, 'lapsed-desktop');
  assert.equal(await ledgerLine(third, 'pending', names.mute), '');
  assert.match(await ledgerLine(third, 'all', names.mute), /逾期未补正终止/);
  const unit = await pageOf(t, 'unit', `/cases/${mute}`, phone);
  await unit.locator('.big-state', { hasText: '逾期未补正终止' }).waitFor();
  await fitsAndIsAccessible(unit);
  await look(unit, 'lapsed-unit-phone');
});
