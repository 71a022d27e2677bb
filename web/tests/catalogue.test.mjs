// The catalogue in the pages alone: read by anybody; a new matter with a form prepared by one, published
// by another; and a unit that files under it, led to what it filled in wrongly.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { desktop, openPage, phone, settled, startBrowser, startServer } from './served.mjs';
import { signedIn } from './signed_in.mjs';

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

async function pageOf(t, login, path, viewport = desktop) {
  const { page, close } = await openPage(browser, server.address, { viewport });
  t.after(close);
  if (login) await signedIn(page.context(), server.address, login);
  await page.goto(path);
  await settled(page);
  return page;
}
async function fitsAndIsAccessible(page) {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(over <= 0, `${over} px too wide`);
  const found = await new AxeBuilder({ page }).analyze();
  const serious = found.violations.filter((v) => ['serious', 'critical'].includes(v.impact));
  assert.deepEqual(
    serious.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`),
    [],
  );
}
const field = (page, name) => page.getByLabel(new RegExp(`^${name}( |$|（)`));

test('anybody finds a matter and reads what its limits rest on', async (t) => {
  const page = await pageOf(t, null, '/matters', phone);
  // People look for what they call it, not for its name in law: 能评 or 环评 found nothing.
  await page.getByLabel('查找事项').fill('水资源论证');
  await fitsAndIsAccessible(page);
  await page.getByRole('link', { name: '取水许可' }).click();
  await page.getByRole('heading', { name: '时限与依据' }).waitFor();
  await settled(page);
  const limits = await page.locator('.panel', { hasText: '时限与依据' }).innerText();
  assert.match(limits, /45 个工作日/);
  assert.match(limits, /已核实|较可信|未核实/);
  await page.getByText('年取水量').waitFor();
  await fitsAndIsAccessible(page);
  assert.equal(await page.getByRole('link', { name: '起草新版本' }).count(), 0);
});

test('a new matter with its form is prepared, approved by another, and filed under', async (t) => {
  const admin = await pageOf(t, 'sysadmin', '/matters');
  await admin.getByRole('button', { name: '新增事项' }).click();
  await admin.getByLabel('事项代码').fill('irrigation_plan');
  await admin.getByRole('button', { name: '开始起草' }).click();
  await field(admin, '事项名称').fill('灌溉工程方案审批');
  await field(admin, '条线').fill('水利');
  await field(admin, '施行日').fill('2022-11-01');
  await field(admin, '变更说明').fill('新设事项');
  await field(admin, '法定时限依据').fill('行政许可法 第四十二条');
  await field(admin, '承诺时限依据').fill('部门公布');
  await field(admin, '承诺时限').fill('30');
  await admin.getByRole('button', { name: '插入示例' }).click();
  await admin.getByRole('button', { name: '保存草稿' }).click();
  // The server's objection stands at its field; what was typed stands, too, and outlives a reload.
  await admin.getByText('承诺时限不得长于法定时限').first().waitFor();
  await fitsAndIsAccessible(admin);
  await field(admin, '承诺时限').fill('7');
  await admin.reload();
  await settled(admin);
  assert.equal(await field(admin, '承诺时限').inputValue(), '7');
  await admin.getByRole('button', { name: '保存草稿' }).click();
  await admin.getByText('没有需要改正的内容').waitFor();
  await admin.getByRole('button', { name: '送审' }).click();
  await admin.getByText('已送审').waitFor();
  assert.equal(await admin.getByRole('button', { name: '批准并公布' }).count(), 0);

  const other = await pageOf(t, 'secadmin', '/matters', phone);
  await other.getByRole('link', { name: '灌溉工程方案审批' }).click();
  // A new matter has nothing to compare with, and its approver was shown nothing at all.
  for (const part of ['承诺时限', '7 个工作日', '行政许可法 第四十二条', '建设规模', '新设事项']) {
    await other.locator('.panel', { hasText: part }).first().waitFor();
  }
  await other.getByRole('button', { name: '批准并公布' }).click();
  await fitsAndIsAccessible(other);
  await other.getByRole('button', { name: '确定' }).click();
  await other.getByText('已公布第 1 版').waitFor();
  await other.getByRole('link', { name: '查看事项' }).click();
  await other.getByText(/拟订，.*批准/).waitFor();

  const unit = await pageOf(t, 'unit', '/filing/new', phone);
  await unit.getByLabel('项目名称').fill('灌溉工程');
  await unit.getByLabel('盟市').selectOption('150100');
  await unit.getByLabel('查找事项').fill('灌溉');
  await unit.locator('.matters button').first().click();
  await field(unit, '建设规模').fill('十二');
  await field(unit, '建设阶段').selectOption('扩建');
  await unit.getByLabel('由哪一级办理').selectOption('150100');
  // A list where the register knows departments of the line there, else the name is written.
  const written = unit.locator('input[id$="-department"]');
  const listed = unit.locator('select[id$="-department"]:has(option:nth-child(2))');
  await written.or(listed).waitFor();
  if (await written.count()) await written.fill('某市水利局');
  else await listed.selectOption({ index: 1 });
  await unit.getByRole('button', { name: /下一步/ }).click();
  await unit.getByText('应为数字，例如 12.5').waitFor();
  await unit.getByText('请填写此项').waitFor();
  await fitsAndIsAccessible(unit);
  await field(unit, '建设规模').fill('12.35');
  await field(unit, '原批准文号').fill('内发〔2020〕1号');
  await unit.getByRole('button', { name: /下一步/ }).click();
  await unit.locator('.summary').getByText('12.35 平方米').waitFor();
  await unit.getByRole('button', { name: '确认申报' }).click();
  await unit.waitForURL(/\/filing\/voucher\//);
  await unit.locator('.filed-form').getByText('12.35 平方米').waitFor();
  await fitsAndIsAccessible(unit);
  await unit.goto(`/cases/${unit.url().split('/').at(-1)}`);
  await unit.locator('.filed-form').getByText('内发〔2020〕1号').waitFor();
});
