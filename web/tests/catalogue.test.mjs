// The catalogue in the pages alone: read by anybody; a new matter with a form prepared by one, published
// by another; and a unit that files under it, led to what it filled in wrongly.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { desktop, openPage, phone, settled, startBrowser, startServer } from './served.mjs';
import { signedState } from './signed_in.mjs';
import { fitsAndIsAccessible } from './sound_page.mjs';

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
  const storageState = login ? await signedState(browser, server.address, login) : undefined;
  const { page, close } = await openPage(browser, server.address, { viewport, storageState });
  t.after(close);
  await page.goto(path);
  await settled(page);
  return page;
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
  // The button that was pressed is barred then, and the focus was lost with it.
  await admin.locator(':focus', { hasText: '已保存' }).waitFor();
  // The editor is longer than any screen: its contents lead to a part.
  await admin.getByRole('navigation', { name: '目录' }).getByRole('link').last().click();
  await admin.waitForURL(/#part_form$/);
  assert.ok(
    await admin.locator('#part_form').evaluate((part) => part.getBoundingClientRect().top < 600),
  );
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

test('a form is edited field by field, and a filing under way learns of the new version', async (t) => {
  const unit = await pageOf(t, 'unit', '/filing/new');
  await unit.getByLabel('项目名称').fill('取水改造');
  await unit.getByLabel('盟市').selectOption('150100');
  await unit.getByLabel('查找事项').fill('取水许可');
  await unit.locator('.matters button').first().click();
  await field(unit, '取水地点').fill('河边乡');
  await field(unit, '年取水量').fill('88.5');

  const admin = await pageOf(t, 'sysadmin', '/matters/water_abstraction/draft');
  const part = admin.locator('.panel', { has: admin.getByLabel('专家视图') });
  const rawText = async () => {
    await part.getByLabel('专家视图').check();
    const text = await part.getByLabel(/^表单定义/).inputValue();
    await part.getByLabel('栏目', { exact: true }).check();
    return JSON.parse(text);
  };
  const before = await rawText();
  await part.getByRole('button', { name: '增加栏目' }).click();
  await admin.keyboard.type('年退水量');
  const row = part.getByRole('group', { name: /年退水量/ });
  await row.getByLabel('类型').selectOption('number');
  await row.getByLabel('英文名称').fill('Water returned');
  await row.getByLabel('单位').fill('万立方米');
  await row.getByLabel('必填').check();
  await row.getByLabel('代码').fill('amount'); // another field's
  await row.getByLabel('代码').press('Tab');
  await row.getByText('仍为 field_8').waitFor();
  await row.getByLabel('代码').fill('returned');
  await row.getByLabel('代码').press('Tab');
  await row.getByLabel('名称', { exact: true }).focus();
  await admin.keyboard.press('Alt+ArrowUp');
  assert.equal(await admin.evaluate(() => document.activeElement?.value), '年退水量');
  // A field that a condition speaks of does not go unasked; another one does, and comes back.
  await part.getByRole('button', { name: '删除“取水水源”' }).click();
  await part.getByText('显示条件用到了“取水水源”').waitFor();
  await part.getByRole('button', { name: '删除“取水用途”' }).click();
  await part.getByRole('button', { name: '撤销' }).click();
  await part.getByRole('button', { name: '删除“取水地点”' }).click();
  await part.getByLabel('预览').getByLabel('年退水量').waitFor();
  await fitsAndIsAccessible(admin);
  // All that the table does not know stands as it stood: limits, columns, conditions.
  const kept = { ...before.properties };
  delete kept.place;
  const after = await rawText();
  const { returned, ...same } = after.properties;
  assert.deepEqual(
    { ...after, properties: same, required: [] },
    { ...before, properties: kept, required: [] },
  );
  assert.deepEqual(returned, {
    type: 'number',
    title: '年退水量',
    'x-title-en': 'Water returned',
    'x-unit': '万立方米',
  });
  assert.deepEqual(after.required, ['returned']);
  assert.equal(Object.keys(after.properties).at(-2), 'returned');
  // What the table cannot list is said to be raw, and is not touched.
  await part.getByLabel('专家视图').check();
  const odd = '{"type": "object", "properties": {"a": true}}';
  await part.getByLabel(/^表单定义/).fill(odd);
  await part.getByText('只能在专家视图中修改').waitFor();
  assert.equal(await part.getByLabel('栏目', { exact: true }).isDisabled(), true);
  await part.getByLabel(/^表单定义/).fill(JSON.stringify(after));

  await field(admin, '施行日').fill('2022-11-01');
  await field(admin, '变更说明').fill('压缩时限');
  await field(admin, '承诺时限').fill('40');
  await admin.getByRole('button', { name: '保存草稿' }).click();
  await admin.getByText('没有需要改正的内容').waitFor();
  await admin.getByRole('button', { name: '送审' }).click();
  await admin.getByText('已送审').waitFor();
  const other = await pageOf(t, 'secadmin', '/matters/water_abstraction/draft');
  const changes = other.locator('.changes');
  await changes.getByText('年退水量（returned）：数字；必填；万立方米；Water returned').waitFor();
  // The document's name has a comma of its own: the draft had split it without being asked.
  assert.equal(await changes.getByText('结果文书').count(), 0);
  await other.getByRole('button', { name: '批准并公布' }).click();
  await other.getByRole('button', { name: '确定' }).click();
  await other.getByText('已公布第 2 版').waitFor();

  // The page was open all the while. It filed under the new version, of which its unit saw nothing.
  await unit.getByRole('button', { name: /下一步/ }).click();
  const told = unit.locator('#filing-renewed');
  for (const words of ['45 个工作日 → 40 个工作日', '年退水量', '取水地点：河边乡']) {
    await told.getByText(words).waitFor();
  }
  await fitsAndIsAccessible(unit);
  await told.getByRole('button', { name: '写入备注' }).click();
  assert.equal(await unit.getByLabel('备注').inputValue(), '取水地点：河边乡');
  await told.getByRole('button', { name: '按第 2 版继续填写' }).click();
  assert.equal(await field(unit, '年取水量').inputValue(), '88.5');
  await field(unit, '年退水量').fill('1');
  await unit.getByRole('button', { name: 'English' }).click();
  await unit.getByLabel('Water returned').waitFor();
});
