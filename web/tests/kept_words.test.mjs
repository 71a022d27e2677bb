// What is typed into a long form outlives the session under it: of a filing, of an act, in two windows
// at once, and when the account itself is gone.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { desktop, openPage, phone, settled, startBrowser, startServer } from './served.mjs';
import { askingAs, chooseOrgan, endSession, signedIn } from './signed_in.mjs';
import { fitsAndIsAccessible } from './sound_page.mjs';

let server;
let browser;
let organ;
let matter;
let passwords;

before(async () => {
  server = await startServer({ projects: 100 });
  browser = await startBrowser();
  const { logins } = await server.json('/api/v1/demonstration-logins');
  passwords = new Map(logins.map(({ login, password }) => [login, password]));
  const { ask } = await askingAs(server.address, 'clerk1');
  const { region, department } = await ask('/api/v1/session');
  organ = { region, department };
  const query = new URLSearchParams({ region, department, state: 'deciding', limit: '200' });
  const { rows } = await ask(`/api/v1/ledgers/pending?${query}`);
  matter = rows.find((row) => row.region === region);
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
/** A picture of where the walk stands, for whoever looks (QIDI_LOOK names a folder). */
async function look(page, name) {
  if (!process.env.QIDI_LOOK) return;
  await page.screenshot({ path: `${process.env.QIDI_LOOK}/${name}.png` });
}
async function writeAs(login, path, body) {
  const { cookie, csrf } = await askingAs(server.address, login);
  const response = await fetch(server.address + path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Cookie: cookie,
      'X-CSRF-Token': csrf,
      'Idempotency-Key': `test-${Date.now()}-${Math.random()}`,
    },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  assert.ok(response.ok, JSON.stringify(answer));
  return answer;
}
let filed = 0;
async function inReview(project_name) {
  filed += 1;
  const project_code = `2207-${organ.region}-04-01-${123800 + filed}`;
  const project = { project_name, project_code, ...organ };
  const body = { ...project, matter: matter.matter, papers: [] };
  return (await writeAs('unit', '/api/v1/cases', body)).case_id;
}
const again = (page) => page.locator('dialog.again');
async function signInAgain(page, login) {
  await again(page).waitFor();
  await again(page).getByLabel('密码', { exact: true }).fill(passwords.get(login));
  await page.keyboard.press('Enter');
}
/** Fills the long form as far as it can be sent. */
async function fillFiling(page, project, tail) {
  await page.getByLabel('项目名称').fill(project);
  await page.getByLabel('项目代码').fill(`2207-${organ.region}-04-01-${tail}`);
  await page.getByLabel('盟市').selectOption(organ.region);
  await page.getByLabel('查找事项').fill(matter.matter_name);
  await page.locator('.matters button').first().click();
  await chooseOrgan(page, organ);
  await page.getByRole('button', { name: '全选必备' }).click();
  await page.locator('#contact-name').fill('演示联系人');
  await page.locator('#contact-phone').fill('13800138000');
  await page.locator('#remark').fill('写了很久的备注');
}
async function isAsTyped(page, project) {
  assert.equal(await page.getByLabel('项目名称').inputValue(), project);
  assert.equal(await page.locator('#contact-phone').inputValue(), '13800138000');
  assert.equal(await page.locator('#remark').inputValue(), '写了很久的备注');
  assert.ok((await page.locator('.papers input:checked').count()) > 0);
}
async function casesNamed(project) {
  const { ask } = await askingAs(server.address, 'clerk1');
  const { rows } = await ask(`/api/v1/ledgers/all?q=${encodeURIComponent(project)}&limit=50`);
  return rows.filter((row) => row.project_name === project);
}

describe('a filing under which the session ends', () => {
  for (const [size, viewport] of Object.entries({ desktop, phone })) {
    test(`${size}: is gone on with after signing in over it, and filed once`, async (t) => {
      const project = `登录过期时写着的项目（${size}）`;
      const page = await pageOf(t, 'unit', '/filing/new', viewport);
      await fillFiling(page, project, size === 'desktop' ? '123901' : '123902');
      await page.getByRole('button', { name: /下一步/ }).click();
      await page.locator('.summary').waitFor();
      // Where the small script that asks the first questions came after the page's own code, nobody took
      // its answers; within five seconds "who am I" was then answered by a session that had ended since,
      // and the filing was told as not sent although one had signed in again.
      await page.evaluate(() => {
        globalThis.qidiEarly.set('/api/v1/session', fetch('/api/v1/session'));
      });
      await endSession(page.context(), server.address);
      await page.getByRole('button', { name: '确认申报' }).click();
      await again(page).waitFor();
      await fitsAndIsAccessible(page);
      await look(page, `again-filing-${size}`);
      await signInAgain(page, 'unit');
      await page.waitForURL(/\/filing\/voucher\//);
      await settled(page);
      assert.equal((await casesNamed(project)).length, 1);
    });
  }

  // “Not now” was answered by the same question again: the advice and the filing each asked for it.
  test('keeps every word when one does not sign in, or leaves and comes back', async (t) => {
    const project = '暂不登录的项目';
    const page = await pageOf(t, 'unit', '/filing/new');
    await fillFiling(page, project, '123903');
    await page.getByRole('button', { name: /下一步/ }).click();
    await page.locator('.summary').waitFor();
    await endSession(page.context(), server.address);
    await page.getByRole('button', { name: '确认申报' }).click();
    await again(page).waitFor();
    await page.keyboard.press('Escape');
    await again(page).waitFor({ state: 'detached' });
    await page.getByRole('alert').first().waitFor();
    await look(page, 'not-signed-in-filing');
    await page.locator('.summary').getByText(project).first().waitFor();
    // Asked again he leaves for the sign-in page: from there he comes back to the same draft.
    await page.getByRole('button', { name: '确认申报' }).click();
    await again(page)
      .getByRole('button', { name: /换账号登录/ })
      .click();
    await page.waitForURL(/\/signin/);
    await page.getByLabel('登录名').fill('unit');
    await page.getByLabel('密码', { exact: true }).fill(passwords.get('unit'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/filing\/new/);
    await settled(page);
    await isAsTyped(page, project);
    assert.equal((await casesNamed(project)).length, 0);
  });
});

describe('one draft in two windows', () => {
  test('each is told of the other; sent from one, it is not sent again from the other', async (t) => {
    const project = '两个窗口里的项目';
    const page = await pageOf(t, 'unit', '/filing/new');
    await fillFiling(page, project, '123904');
    const other = await page.context().newPage();
    await other.goto('/filing/new');
    await settled(other);
    await isAsTyped(other, project);
    await other.locator('#remark').fill('另一个窗口里接着写');
    await page.getByText('这份草稿在另一个窗口也开着').waitFor();
    await fitsAndIsAccessible(page);
    await look(page, 'two-windows');
    await other.getByRole('button', { name: /下一步/ }).click();
    await other.getByRole('button', { name: '确认申报' }).click();
    await other.waitForURL(/\/filing\/voucher\//);
    await page.getByRole('heading', { name: '这份申报已经提交' }).waitFor();
    await fitsAndIsAccessible(page);
    await look(page, 'sent-elsewhere');
    assert.equal(await page.getByRole('button', { name: /下一步/ }).count(), 0);
    const found = await casesNamed(project);
    assert.equal(found.length, 1);
    const { ask } = await askingAs(server.address, 'clerk1');
    const { events } = await ask(`/api/v1/cases/${found[0].case_id}/record`);
    assert.equal(events[0].body.remark, '另一个窗口里接着写');
  });
});

/** Opens the form of telling what is wrong and fills it in. */
async function fillReturn(page, suggestion) {
  await page.locator('#acts button[data-act="return_once"]').click();
  const form = page.locator('.act-form');
  await form.getByLabel('材料').first().selectOption({ index: 1 });
  await form.getByLabel('问题').first().fill('没有签字页');
  await form.getByLabel('补正办法').first().fill('补签字页');
  await form.getByLabel('合理化建议').fill(suggestion);
  return form;
}

describe('an act’s form under which the session ends', () => {
  test('is sent once after signing in over it', async (t) => {
    const id = await inReview('告知写到一半的项目');
    const page = await pageOf(t, 'clerk1', `/cases/${id}#acts`, phone);
    const form = await fillReturn(page, '登录过期也不丢的建议');
    await endSession(page.context(), server.address);
    await form.getByRole('button', { name: /^提交/ }).click();
    await again(page).waitFor();
    await fitsAndIsAccessible(page);
    await look(page, 'again-act-phone');
    await signInAgain(page, 'clerk1');
    await page.locator('#acts .receipt').waitFor();
    const { ask } = await askingAs(server.address, 'clerk1');
    const { events } = await ask(`/api/v1/cases/${id}/record`);
    const told = events.filter(({ kind }) => kind === 'returned_once');
    assert.deepEqual(
      told.map(({ body }) => body.suggestions),
      ['登录过期也不丢的建议'],
    );
  });

  // Who signed in on the sign-in page came back to the top of the case: the way back had lost its #acts.
  test('is found again, where it was, by who leaves for the sign-in page', async (t) => {
    const id = await inReview('告知写到一半又离开的项目');
    const page = await pageOf(t, 'clerk1', `/cases/${id}#acts`);
    const form = await fillReturn(page, '离开了也不丢的建议');
    await endSession(page.context(), server.address);
    await form.getByRole('button', { name: /^提交/ }).click();
    await again(page)
      .getByRole('button', { name: /换账号登录/ })
      .click();
    await page.waitForURL(/\/signin/);
    await page.getByLabel('登录名').fill('clerk1');
    await page.getByLabel('密码', { exact: true }).fill(passwords.get('clerk1'));
    await page.keyboard.press('Enter');
    await page.waitForURL(({ pathname, hash }) => pathname === `/cases/${id}` && hash === '#acts');
    await settled(page);
    const button = page.locator('#acts button[data-act="return_once"]');
    await button.locator('.draft-dot').waitFor();
    await button.click();
    await form.getByText('已恢复您上次没有提交的内容').waitFor();
    assert.equal(await form.getByLabel('合理化建议').inputValue(), '离开了也不丢的建议');
    assert.equal(await form.getByLabel('问题').first().inputValue(), '没有签字页');
  });
});

// The last test: the clerk's account is gone after it.
test('an officer whose account is disabled while he fills in a form is told so, and keeps his words', async (t) => {
  const id = await inReview('账号停用时写着的项目');
  const page = await pageOf(t, 'clerk1', `/cases/${id}#acts`);
  const form = await fillReturn(page, '停用前写的建议');
  const { ask } = await askingAs(server.address, 'sysadmin');
  const { accounts } = await ask('/api/v1/accounts');
  const account = accounts.find(({ login }) => login === 'clerk1');
  await writeAs('sysadmin', `/api/v1/accounts/${account.id}/disable`, { reason: '调离岗位' });
  await form.getByRole('button', { name: /^提交/ }).click();
  await signInAgain(page, 'clerk1');
  await again(page).getByRole('alert').getByText('您的账号已停用').waitFor();
  await fitsAndIsAccessible(page);
  await look(page, 'disabled');
  await page.keyboard.press('Escape');
  await again(page).waitFor({ state: 'detached' });
  assert.equal(await form.getByLabel('合理化建议').inputValue(), '停用前写的建议');
  await form.getByText('登录可能已过期').waitFor();
  await look(page, 'disabled-form');
  const { ask: asHead } = await askingAs(server.address, 'head1');
  const { events } = await asHead(`/api/v1/cases/${id}/record`);
  assert.equal(events.filter(({ kind }) => kind === 'returned_once').length, 0);
});
