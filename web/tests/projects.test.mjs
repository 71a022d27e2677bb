// A unit's own projects in the pages: registered once, filed for without typing them again, drafts side
// by side; and the same application from two windows, which is one case.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { desktop, openPage, settled, startBrowser, startServer } from './served.mjs';
import { signedState } from './signed_in.mjs';
import { fits, isAccessible } from './sound_page.mjs';

const narrow = { width: 360, height: 800 };
const shots = process.env.QIDI_SHOTS ?? '';
let server;
let browser;

before(async () => {
  server = await startServer({ projects: 60 });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function pageOf(t, login, path, viewport) {
  const storageState = await signedState(browser, server.address, login);
  const { page, faults, close } = await openPage(browser, server.address, {
    viewport,
    storageState,
  });
  t.after(async () => {
    await close();
    assert.deepEqual(faults, []);
  });
  await page.goto(path);
  await settled(page);
  return page;
}
async function isSound(page, name) {
  await fits(page, name);
  await isAccessible(page, undefined, name);
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}
const cardOf = (page, name) => page.locator('.project', { hasText: name });
async function register(page, name, code) {
  await page.getByRole('button', { name: '登记项目', exact: true }).first().click();
  const form = page.locator('.project-form');
  await form.getByLabel('项目名称').fill(name);
  if (code) await form.getByLabel('项目代码').fill(code);
  else await form.getByLabel('还没有代码').check();
  await form.getByLabel('盟市').selectOption('150100');
  await form.getByLabel('旗县').selectOption('150102');
  await form.getByLabel('项目管理方式').selectOption('filing');
  return form;
}
/** From the form to the summary. */
async function toSummary(page) {
  await settled(page);
  await page.getByRole('button', { name: /下一步/ }).click();
}
/** Nobody has handled this matter there: the department is written out. */
const department = (page) => page.getByLabel('部门', { exact: true });
/** What a filing for the record has to state. It had no form, and was taken without any of it. */
async function stateProject(page) {
  const form = page.locator('.schema-form');
  await form.getByLabel('建设地点').fill('新城区示例街道');
  await form.getByLabel('建设规模').fill('日处理生活垃圾六百吨');
  await form.getByLabel('建设内容').fill('焚烧线两条及配套设施');
  await form.getByLabel('项目总投资额').fill('32000');
  await form.getByLabel('声明：项目符合产业政策').check();
}

for (const [size, viewport] of Object.entries({ narrow, desktop })) {
  test(`a project is registered once and filed for from its card (${size})`, async (t) => {
    const name = `登记一次的项目（${size}）`;
    const code = `2211-150102-04-01-80000${size === 'narrow' ? 1 : 2}`;
    const page = await pageOf(t, 'unit', '/filing', viewport);
    await isSound(page, `projects-${size}`);
    // A code of no shape was taken for one, and offered again ever after.
    const form = await register(page, name, 'ZZZ');
    await form.getByRole('button', { name: '登记', exact: true }).click();
    await form.getByText('与国家代码的两种格式都不符').waitFor();
    await isSound(page, `register-${size}`);
    await form.getByLabel('项目代码').fill(code);
    await form.getByRole('button', { name: '登记', exact: true }).click();
    // The dialog took the focus along, and the keyboard began again at the top of the page.
    await page.locator(':focus', { hasText: `已登记：${name}` }).waitFor();

    // What may be filed next leads to a filing that knows the project already.
    const card = cardOf(page, name);
    await card.getByRole('link', { name: /企业投资项目备案/ }).click();
    await settled(page);
    await page.locator('.fixed').getByText(name).waitFor();
    assert.equal(await page.getByLabel('项目代码').count(), 0);
    await page.locator('.chosen', { hasText: '企业投资项目备案' }).waitFor();
    if (await department(page).count()) await department(page).fill('新城区发展和改革局');
    await page.locator('#remark').fill('写到一半');
    await stateProject(page);
    await isSound(page, `filing-${size}`);
    // From here on the width changes nothing that the other run does not see.
    if (size === 'desktop') return;

    // Left and come back to: the draft is listed, beside another of another project.
    await page.goto('/filing');
    await settled(page);
    const kept = page.locator('.kept li', { hasText: name });
    await kept.getByText(/保存/).waitFor();
    await page.getByRole('link', { name: /新申报/ }).click();
    await page.getByLabel('项目名称').fill('另一个还没有写完的');
    await page.reload();
    await settled(page);
    assert.equal(await page.getByLabel('项目名称').inputValue(), '另一个还没有写完的');
    await page.goto('/filing');
    await settled(page);
    assert.equal(await page.locator('.kept li').count(), 2);
    await isSound(page, `drafts-${size}`);
    const other = page.locator('.kept li', { hasText: '另一个还没有写完的' });
    await other.getByRole('button', { name: /删除草稿/ }).click();
    await other.getByRole('button', { name: '确定删除' }).click();
    await other.waitFor({ state: 'detached' });

    // The same draft in two windows: sent from one, the other has nothing to send any more.
    await kept.getByRole('link', { name: /接着填/ }).click();
    await settled(page);
    assert.equal(await page.locator('#remark').inputValue(), '写到一半');
    const twin = await page.context().newPage();
    await twin.goto(page.url());
    await settled(twin);
    await toSummary(twin);
    await twin.locator('.summary').waitFor();
    await toSummary(page);
    await page.getByRole('button', { name: '确认申报' }).click();
    await page.waitForURL(/\/filing\/voucher\//);
    const id = page.url().split('/').at(-1);
    await twin.locator('.sent-elsewhere').getByText(id).waitFor();
    assert.equal(await twin.getByRole('button', { name: '确认申报' }).count(), 0);
    await isSound(twin, `sent-elsewhere-${size}`);
    await twin.close();

    // Filed again for the same matter: the open case is told, and which part this is has to be said.
    await page.goto(`/filing/new?project=${code}&matter=project_filing`);
    await settled(page);
    const open = page.locator('.open-cases');
    await open.getByRole('link', { name: '去看这一件' }).waitFor();
    // By now a case of this matter has been filed there, so that the department is proposed.
    if (await department(page).count()) await department(page).fill('新城区发展和改革局');
    await stateProject(page);
    await toSummary(page);
    await open.locator('.field-error').waitFor();
    await isSound(page, `open-case-${size}`);
    await open.getByLabel('本次申报的是哪一部分').fill('二期');
    await toSummary(page);
    await page.locator('.summary').getByText('另一部分：二期').waitFor();
    await page.getByRole('button', { name: '确认申报' }).click();
    await page.waitForURL(/\/filing\/voucher\//);
    const second = page.url().split('/').at(-1);
    for (const [one, twinId] of [
      [id, second],
      [second, id],
    ]) {
      await page.goto(`/cases/${one}`);
      await page.locator(`.twins a[href="/cases/${twinId}"]`).waitFor();
    }
    await page.goto('/filing');
    await settled(page);
    assert.equal(await card.locator('.project-case').count(), 2);
    assert.equal(await page.locator('.kept').count(), 0);
    await isSound(page, `project-with-cases-${size}`);
  });
}
