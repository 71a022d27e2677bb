// Cases are worked on in the pages alone: a unit files, a clerk returns it once, the unit mends it, the
// clerk accepts and proposes, the head decides, the clerk issues. And what must never happen: typed
// words lost, an act done twice, a change by another overlooked.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { desktop, openPage, phone, settled, startBrowser, startServer } from './served.mjs';
import { askingAs, signedIn } from './signed_in.mjs';

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

/** A page of one person; closed when the test ends, whatever became of it. */
async function pageOf(t, login, path, viewport = desktop) {
  const { page, close } = await openPage(browser, server.address, { viewport });
  t.after(close);
  await signedIn(page.context(), server.address, login);
  await page.goto(path);
  await settled(page);
  return page;
}
const panel = (page) => page.locator('#acts');
const form = (page) => page.locator('.act-form');
async function openAct(page, act) {
  const button = panel(page).locator(`button[data-act="${act}"]`);
  await button.waitFor({ state: 'attached' });
  if (!(await button.isVisible())) await panel(page).locator('.more > summary').click();
  await button.click();
  await form(page).waitFor();
}
async function receiptOf(page) {
  const receipt = panel(page).locator('.receipt');
  await receipt.waitFor();
  return receipt.innerText();
}
/** Cases of the clerk's own organ in one state, most urgent first. */
async function ownCases(state, list = 'pending') {
  const query = new URLSearchParams({ region: clerk.region, department: clerk.department, state });
  const { rows } = await clerk.ask(`/api/v1/ledgers/${list}?${query}&limit=200`);
  return rows.filter((row) => row.region === clerk.region);
}
/** A write without a page, by one of the demonstration's people. */
async function writeAs(login, path, body, version) {
  const { ask, cookie, csrf } = await askingAs(server.address, login);
  const seen = version ? { 'If-Match': `"${(await ask(version)).version}"` } : {};
  const response = await fetch(server.address + path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Cookie: cookie,
      'X-CSRF-Token': csrf,
      'Idempotency-Key': `test-${Date.now()}-${Math.random()}`,
      ...seen,
    },
    body: JSON.stringify(body),
  });
  const receipt = await response.json();
  assert.ok(response.ok, JSON.stringify(receipt));
  return receipt;
}
/** An act by somebody else meanwhile. */
const actAs = (login, caseId, act, body) =>
  writeAs(login, `/api/v1/cases/${caseId}/${act}`, body, `/api/v1/cases/${caseId}`);
async function fitsAndIsAccessible(page) {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(over <= 0, `${over} px too wide`);
  const found = await new AxeBuilder({ page }).analyze();
  const serious = found.violations.filter((v) => ['serious', 'critical'].includes(v.impact));
  const told = serious.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`);
  assert.deepEqual(told, []);
}

async function fileCase(page, matter, project) {
  await page.getByRole('link', { name: /新申报/ }).click();
  await page.getByLabel('项目名称').fill(project);
  await page.getByLabel('项目代码').fill(`2207-${clerk.region}-04-01-123456`);
  const league = clerk.region.endsWith('0000') ? '150100' : `${clerk.region.slice(0, 4)}00`;
  await page.getByLabel('盟市').selectOption(league);
  await page.getByLabel('查找事项').fill(matter.matter_name);
  await page.locator('.matters button').first().click();
  await page.getByLabel('由哪一级办理').selectOption(clerk.region);
  await page.locator('select[id$="-department"]').selectOption(clerk.department);
  await page.getByRole('button', { name: '全选必备' }).click();
  await page.locator('.papers input').first().uncheck();
  await page.getByRole('button', { name: /下一步/ }).click();
  await page.locator('.summary').waitFor();
  await fitsAndIsAccessible(page);
  await page.getByRole('button', { name: '确认申报' }).click();
  await page.waitForURL(/\/filing\/voucher\//);
  await settled(page);
  await page.getByText('已收件').waitFor();
  await fitsAndIsAccessible(page);
  return page.url().split('/').at(-1);
}

for (const [size, viewport] of Object.entries({ desktop, phone })) {
  test(`${size}: a case goes from filing to the licence, each by whose turn it is`, async (t) => {
    const project = `从头到尾办完的项目（${size}）`;
    const [some] = await ownCases('deciding');
    const unit = await pageOf(t, 'unit', '/filing', viewport);
    const id = await fileCase(unit, some, project);
    const address = `/cases/${id}#acts`;

    // The clerk finds it among the unclaimed and returns it, once, with what is missing.
    const desk = await pageOf(t, 'clerk1', '/desk', viewport);
    await desk.locator('#group-unclaimed').getByRole('link', { name: project }).click();
    await openAct(desk, 'return_once');
    await form(desk)
      .getByRole('button', { name: /加入未收的必备材料/ })
      .click();
    await form(desk).getByLabel('合理化建议').fill('可以预约帮办代办，一次办齐。');
    await fitsAndIsAccessible(desk);
    await desk.keyboard.press('Control+Enter');
    assert.match(await receiptOf(desk), /已退回待补正/);

    // The unit sees what is asked of it, answers and hands the paper in.
    await unit.goto('/filing');
    await settled(unit);
    const card = unit.locator('.card', { hasText: project });
    await card.getByText('未提交').waitFor();
    await fitsAndIsAccessible(unit);
    await card.getByRole('link', { name: /^补正/ }).click();
    await form(unit).waitFor();
    await form(unit).locator('textarea').first().fill('已补交，加盖公章。');
    await fitsAndIsAccessible(unit);
    await form(unit).getByRole('button', { name: /^提交/ }).click();
    assert.match(await receiptOf(unit), /初审中/);

    await desk.goto(address);
    await openAct(desk, 'accept');
    await form(desk).getByRole('button', { name: /^提交/ }).click();
    assert.match(await receiptOf(desk), /审批中/);
    await openAct(desk, 'propose');
    await form(desk).locator('select').first().selectOption('grant');
    await form(desk).getByRole('button', { name: /^提交/ }).click();
    assert.match(await receiptOf(desk), /审批中/);

    // The head's board leads to what waits for him.
    const board = await pageOf(t, 'head1', '/team', viewport);
    const waiting = board.locator('.waiting li', { hasText: project });
    await waiting.waitFor();
    await fitsAndIsAccessible(board);
    await waiting.getByRole('link', { name: /去决定/ }).click();
    await form(board).locator('select').first().selectOption('grant');
    await form(board).getByRole('button', { name: /^提交/ }).click();
    assert.match(await receiptOf(board), /已准予待送达/);

    await desk.goto('/desk');
    await desk.goto(address);
    await openAct(desk, 'issue');
    await form(desk).locator('input[type=text]').first().fill('内审批〔2022〕1号');
    await form(desk).getByRole('button', { name: /^提交/ }).click();
    assert.match(await receiptOf(desk), /已办结/);
    const { events } = await clerk.ask(`/api/v1/cases/${id}/record`);
    assert.deepEqual(
      events.map((event) => event.kind),
      ['filed', 'returned_once', 'refiled', 'accepted', 'decision_proposed', 'granted', 'issued'],
    );
  });

  describe(`pages of casework, ${size}`, () => {
    const pages = [
      ['clerk1', '/desk'],
      ['head1', '/team'],
      ['unit', '/filing'],
      ['unit', '/filing/new'],
      ['window', '/filing'],
      ['window', '/filing/new'],
    ];
    for (const [login, path] of pages) {
      test(`${login} at ${path}: opens without a fault, fits, is accessible`, async (t) => {
        const { page, faults, close } = await openPage(browser, server.address, { viewport });
        t.after(close);
        await signedIn(page.context(), server.address, login);
        await page.goto(path);
        await settled(page);
        await page.locator('h1').waitFor();
        await page.waitForTimeout(300);
        assert.equal(await page.locator('h1').count(), 1);
        assert.match(await page.title(), /起底/);
        await fitsAndIsAccessible(page);
        assert.deepEqual(faults, []);
      });
    }
  });
}

describe('a form of an act', () => {
  /** A new case under review with the clerk's organ. */
  async function reviewed() {
    const [{ matter }] = await ownCases('deciding');
    const { region, department } = clerk;
    const project = { project_name: '待审查的项目', project_code: `2207-${region}-04-01-123457` };
    const body = { matter, region, department, ...project, papers: [] };
    return (await writeAs('unit', '/api/v1/cases', body)).case_id;
  }
  async function fillDefect(page, suggestion) {
    await form(page).getByLabel('材料').first().selectOption({ index: 1 });
    await form(page).getByLabel('问题').first().fill('已过有效期');
    await form(page).getByLabel('合理化建议').fill(suggestion);
  }

  test('a known fault brings how to mend it along', async (t) => {
    const page = await pageOf(t, 'clerk1', `/cases/${await reviewed()}#acts`);
    await openAct(page, 'return_once');
    await form(page).getByLabel('问题').first().fill('已过有效期');
    assert.notEqual(await form(page).getByLabel('补正办法').first().inputValue(), '');
  });

  test('what was typed outlives a reload, and closing asks first', async (t) => {
    const page = await pageOf(t, 'clerk1', `/cases/${await reviewed()}#acts`);
    await openAct(page, 'return_once');
    await fillDefect(page, '写到一半的建议');
    await page.reload();
    await settled(page);
    await openAct(page, 'return_once');
    await form(page).getByText('已恢复您上次没有提交的内容').waitFor();
    assert.equal(await form(page).getByLabel('合理化建议').inputValue(), '写到一半的建议');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '继续填写' }).click();
    assert.equal(await form(page).getByLabel('合理化建议').inputValue(), '写到一半的建议');
    await form(page).getByRole('button', { name: '关闭' }).click();
    await page.getByRole('button', { name: '不保留' }).click();
    await form(page).waitFor({ state: 'detached' });
    await openAct(page, 'return_once');
    assert.equal(await form(page).getByLabel('合理化建议').inputValue(), '');
  });

  test('a change by another is shown, nothing typed is lost, and one goes on from there', async (t) => {
    const id = await reviewed();
    const page = await pageOf(t, 'clerk1', `/cases/${id}#acts`);
    await openAct(page, 'return_once');
    await fillDefect(page, '不能丢的建议');
    await actAs('head1', id, 'assign', { officer: clerk.name });
    await page.keyboard.press('Control+Enter');
    const notice = form(page).locator('.conflict');
    await notice.waitFor();
    assert.match(await notice.innerText(), /指定责任人/);
    assert.equal(await form(page).getByLabel('合理化建议').inputValue(), '不能丢的建议');
    await fitsAndIsAccessible(page);
    await notice.getByRole('button', { name: '按最新情况继续' }).click();
    await notice.waitFor({ state: 'detached' });
    await form(page).getByLabel('合理化建议').focus();
    await page.keyboard.press('Control+Enter');
    assert.match(await receiptOf(page), /已退回待补正/);
    const { events } = await clerk.ask(`/api/v1/cases/${id}/record`);
    assert.equal(events.at(-1).body.suggestions, '不能丢的建议');
  });

  test('pressing twice does it once', async (t) => {
    const id = await reviewed();
    const page = await pageOf(t, 'clerk1', `/cases/${id}#acts`);
    await openAct(page, 'return_once');
    await fillDefect(page, '只办一次');
    await form(page).getByRole('button', { name: /^提交/ }).dblclick();
    await receiptOf(page);
    const { events } = await clerk.ask(`/api/v1/cases/${id}/record`);
    assert.equal(events.filter((event) => event.kind === 'returned_once').length, 1);
  });

  test('a refusal stands at its field; what is barred says why and by which clause', async (t) => {
    const [row] = await ownCases('deciding');
    const page = await pageOf(t, 'clerk1', `/cases/${row.case_id}#acts`);
    await openAct(page, 'correct');
    await form(page).locator('[data-field="of_sequence"] input').fill('1');
    await form(page).locator('[data-field="field"] select').selectOption('legal_day');
    await form(page).locator('[data-field="value"] input').fill('2099-01-01');
    await form(page).locator('[data-field="reason"] textarea').fill('笔误');
    await form(page).locator('[data-field="agreed_by"] input').fill('另一个人');
    await page.keyboard.press('Control+Enter');
    const told = form(page).locator('[data-field="value"] .field-error');
    await told.filter({ hasText: '不在允许范围内' }).waitFor();
    await panel(page)
      .getByText(/现在不能办的/)
      .click();
    const barred = panel(page).locator('.barred li', { hasText: '颁发' });
    assert.match(await barred.innerText(), /尚未作出准予决定[^]*依据：行政许可法/);
  });

  test('the keyboard alone: a leads to the panel, Enter opens a form', async (t) => {
    const page = await pageOf(t, 'clerk1', `/cases/${(await ownCases('deciding'))[0].case_id}`);
    await panel(page).locator('button[data-act]').first().waitFor();
    await page.keyboard.press('a');
    assert.ok(await page.evaluate(() => document.activeElement?.closest('#acts') !== null));
    await page.keyboard.press('Enter');
    await form(page).waitFor();
  });
});

test('the desk moves by j and k and opens by Enter, with the panel in sight', async (t) => {
  const page = await pageOf(t, 'clerk1', '/desk');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  const first = await page.locator('a.row-link').first().getAttribute('href');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('href')), first);
  await page.keyboard.press('Enter');
  await page.waitForURL(/#acts$/);
  await panel(page).locator('button[data-act], .barred').first().waitFor();
});

test('the desk follows the record by itself', async (t) => {
  const page = await pageOf(t, 'clerk1', '/desk');
  const rows = (await ownCases('deciding')).filter((row) => row.officer !== clerk.name);
  assert.ok(rows.length > 0, 'no case of a colleague');
  const link = page.locator(`a.row-link[href^="/cases/${rows[0].case_id}"]`);
  assert.equal(await link.count(), 0);
  await actAs('head1', rows[0].case_id, 'hand_over', { officer: clerk.name });
  await link.waitFor({ timeout: 40_000 });
});

test('the head hands over two cases at once', async (t) => {
  const page = await pageOf(t, 'head1', '/team');
  const rows = await ownCases('deciding');
  const of = (officer) => rows.filter((row) => row.officer === officer).length;
  const { officer } = [...rows].sort((a, b) => of(b.officer) - of(a.officer))[0];
  assert.ok(officer && of(officer) >= 2, 'no officer with two cases');
  await page
    .getByRole('button', { name: `列出${officer}的办件` })
    .first()
    .click();
  const list = page.locator('#officer-cases');
  await list.locator('tbody input').nth(0).check();
  await list.locator('tbody input').nth(1).check();
  await list.locator('.give input').fill('新任某人');
  await list.getByRole('button', { name: '交接选中的 2 件' }).click();
  await list.getByText('已办 2 件').waitFor();
  const { rows: given } = await clerk.ask(
    `/api/v1/ledgers/pending?officer=${encodeURIComponent('新任某人')}`,
  );
  assert.equal(given.length, 2);
});

test('a filing half written is there again, for the same account only', async (t) => {
  const page = await pageOf(t, 'unit', '/filing/new', phone);
  await page.getByLabel('项目名称').fill('写到一半的项目');
  await page.reload();
  await settled(page);
  assert.equal(await page.getByLabel('项目名称').inputValue(), '写到一半的项目');
  await page.getByRole('button', { name: /下一步/ }).click();
  await page.getByText('请选择').first().waitFor();
  assert.equal(await page.locator('.summary').count(), 0);
});
