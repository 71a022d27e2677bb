// Between departments in the pages alone: an opinion is asked on the case and answered on the desk of who
// was asked; a project's cases are joined, discussed and shown as lanes; the case says whose the time was.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { desktop, openPage, phone, settled, startBrowser, startServer } from './served.mjs';
import { askingAs, signedState } from './signed_in.mjs';
import { fits, isAccessible } from './sound_page.mjs';

let server;
let browser;
const shots = process.env.QIDI_SHOTS ?? '';

before(async () => {
  server = await startServer({ projects: 120 });
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
/** A picture uploaded by the demonstration's unit, to be handed in; its id. */
async function uploaded(name) {
  const { cookie, csrf } = await askingAs(server.address, 'unit');
  const bytes = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  const send = async (method, path, body, more) => {
    const response = await fetch(server.address + path, {
      method,
      headers: {
        Cookie: cookie,
        'X-CSRF-Token': csrf,
        'Idempotency-Key': `test-${Date.now()}-${Math.random()}`,
        ...more,
      },
      body,
    });
    const answer = await response.json();
    assert.ok(response.ok, JSON.stringify(answer));
    return answer;
  };
  const { id } = await send(
    'POST',
    '/api/v1/uploads',
    JSON.stringify({ name, size: bytes.length }),
    {
      'Content-Type': 'application/json',
    },
  );
  await send('PATCH', `/api/v1/uploads/${id}`, bytes, {
    'Content-Type': 'application/octet-stream',
    'Upload-Offset': '0',
  });
  return id;
}
/** A case of the project, filed by the demonstration's unit with the organ of this person. */
async function fileWith(login, matter, code, papers, more = {}) {
  const { region, department } = await (
    await askingAs(server.address, login)
  ).ask('/api/v1/session');
  const { cookie, csrf } = await askingAs(server.address, 'unit');
  const response = await fetch(`${server.address}/api/v1/cases`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Cookie: cookie,
      'X-CSRF-Token': csrf,
      'Idempotency-Key': `test-${Date.now()}-${Math.random()}`,
    },
    body: JSON.stringify({
      matter,
      region,
      department,
      papers,
      project_code: code,
      project_name: `部门之间 ${code.slice(-6)}`,
      ...more,
    }),
  });
  const receipt = await response.json();
  assert.equal(response.status, 201, JSON.stringify(receipt));
  return { id: receipt.case_id, region, department };
}

/** The lead's request stood on no board: the leader who alone may grant it had to come by the group. */
async function moreTimeByTheLeader(t, page, viewport, size) {
  const send = (name) => page.locator('.joint-form').getByRole('button', { name });
  await page.getByRole('button', { name: '申请延期' }).click();
  await page.locator('#joint-reason').fill('专家论证尚未完成');
  await send('申请延期').click();
  await page.getByText('牵头部门申请延长 15 个工作日').waitFor();
  const path = new URL(page.url()).pathname;
  const board = await pageOf(t, 'leader', '/team', viewport);
  const waiting = board.locator('.waiting li', { hasText: '专家论证尚未完成' });
  assert.equal(await waiting.count(), 1);
  await isSound(board, `leader-board-${size}`);
  // Nothing of these members is accepted yet, so that there is no limit to lengthen.
  await waiting.getByRole('link', { name: /不予延期/ }).click();
  await board.waitForURL((url) => url.pathname === path);
  const form = board.locator('.joint-form');
  await form.locator('#joint-reason').fill('可在期限内办结');
  await isSound(board, `leader-form-${size}`);
  await form.getByRole('button', { name: '不予延期' }).click();
  await board.getByText('本级人民政府负责人不予延期').waitFor();
  await board.goto('/team');
  await settled(board);
  await board.getByText('没有等您决定的办件').waitFor();
}

for (const [size, viewport] of Object.entries({ desktop, phone })) {
  const code = size === 'desktop' ? '2210-150100-04-01-600001' : '2210-150100-04-01-600002';

  test(`an opinion is asked on the case and answered on the other desk (${size})`, async (t) => {
    const files = [{ paper: 'application', file: await uploaded('演示图.png') }];
    const filed = await fileWith('clerk1', 'engineering_planning_permit', code, ['application'], {
      files,
    });
    await fileWith('bclerk1', 'water_abstraction', code.replace('-60', '-62'), ['application']);
    const asked = await (await askingAs(server.address, 'bclerk1')).ask('/api/v1/session');
    const page = await pageOf(t, 'clerk1', `/cases/${filed.id}`, viewport);
    const button = page.locator('#acts button[data-act="ask_opinion"]');
    await button.waitFor({ state: 'attached' });
    if (!(await button.isVisible())) await page.locator('#acts .more > summary').click();
    await button.click();
    const form = page.locator('.act-form');
    await form.waitFor();
    await form.getByLabel('征求意见的事项').fill('是否影响水源保护');
    await form.getByLabel('依据').fill('水法第三十三条');
    await form.getByLabel('答复期限（工作日）').fill('5');
    const organ = form.locator('.act-field').filter({ hasText: '被征求单位' });
    await organ.getByLabel('盟市').selectOption(`${asked.region.slice(0, 4)}00`);
    const below = organ.getByLabel('旗县');
    if (!asked.region.endsWith('00')) await below.selectOption(asked.region);
    // A department that does not exist was asked at once, for good, and nobody read the question. The
    // letter now waits for a name that is known, or for a second word on it.
    await organ.locator('input').first().fill('没有这个局');
    await form.getByRole('button', { name: /征求意见/ }).click();
    await form.getByText('名单中没有“没有这个局”').waitFor();
    await organ.locator('input').first().fill(asked.department);
    await form.getByRole('button', { name: /征求意见/ }).click();
    await page.locator('#acts .receipt').waitFor();
    await page.locator('#opinions').getByText('待答复').waitFor();
    await page.locator('#time').getByText('时间花在哪里').waitFor();
    await isSound(page, `case-${size}`);

    // Who asked has it on the desk, with whom and until when, until it is answered.
    await page.goto('/desk');
    await settled(page);
    const ours = page.locator('#opinions-we-asked');
    const line = ours.locator('tbody tr').filter({ hasText: code.slice(-6) });
    await line.getByText(asked.department).waitFor();
    await line.getByText('待答复').waitFor();
    await isSound(page, `asked-${size}`);

    // Nobody told the asked department, and it could not read what it was to judge.
    const desk = await pageOf(t, 'bclerk1', '/notices', viewport);
    const notice = desk.locator('.notice').filter({ hasText: code.slice(-6) });
    await notice.getByText('来函单位').waitFor();
    await isSound(desk, `notice-${size}`);
    await notice.getByRole('link', { name: /有单位征求意见/ }).click();
    await desk.waitForURL(/\/desk#opinions-asked$/);
    await desk.locator('#opinions-asked:focus').waitFor();
    const item = desk.locator('#opinions-asked li').filter({ hasText: code.slice(-6) });
    await item.getByRole('button', { name: '答复' }).click();
    await item.locator('.files').getByText('演示图.png').waitFor();
    await item.getByRole('button', { name: /^查看/ }).click();
    await desk.locator('img[src^="blob:"]').waitFor();
    await isSound(desk, `papers-${size}`);
    await desk.keyboard.press('Escape');
    // "Agrees" stood chosen beforehand, and one press of the button agreed in the organ's name for good.
    await item.getByRole('button', { name: '提交答复' }).click();
    await item.getByText('请选择意见').waitFor();
    await item.getByLabel('不同意', { exact: true }).check();
    await item.getByRole('button', { name: '提交答复' }).click();
    await item.getByText('须说明理由').waitFor();
    await item.getByLabel('理由或条件').fill('取水口在保护区内');
    await isSound(desk, `desk-${size}`);
    await item.getByRole('button', { name: '提交答复' }).click();
    await desk.locator('#opinions-asked').getByText('已答复，对方可以看到').waitFor();
    const { ask } = await askingAs(server.address, 'clerk1');
    const { opinions } = await ask(`/api/v1/cases/${filed.id}/opinions`);
    assert.deepEqual(
      opinions.map((one) => [one.view, one.text, one.standing]),
      [['disagree', '取水口在保护区内', 'given']],
    );
    await line.waitFor({ state: 'detached' });
    await ours.locator('summary').click();
    await ours.getByText('取水口在保护区内').first().waitFor();

    // Asked by mistake, it stood on the other desk until the case was decided.
    const { cookie, csrf } = await askingAs(server.address, 'clerk1');
    const path = `/api/v1/cases/${filed.id}`;
    const { version } = await ask(`${path}/acts`);
    const again = await fetch(`${server.address}${path}/ask_opinion`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Cookie: cookie,
        'X-CSRF-Token': csrf,
        'If-Match': `"${version}"`,
        'Idempotency-Key': `test-${Date.now()}-${Math.random()}`,
      },
      body: JSON.stringify({
        region: asked.region,
        department: asked.department,
        question: '问错了的事',
        basis: '水法',
        days: 5,
      }),
    });
    assert.equal(again.status, 200, await again.text());
    await page.goto(`/cases/${filed.id}?act=withdraw_opinion`);
    await form.waitFor();
    await form.getByLabel('撤回理由').fill('应问林草部门');
    await isSound(page, `withdraw-${size}`);
    await form.getByRole('button', { name: /撤回征求意见/ }).click();
    await page.locator('#acts .receipt').waitFor();
    await page.locator('#opinions').getByText('应问林草部门').waitFor();
    await desk.locator('#opinions-asked summary', { hasText: '已撤回' }).click();
    const settledOnes = desk.locator('#opinions-asked li').filter({ hasText: code.slice(-6) });
    await settledOnes.getByText('应问林草部门').waitFor();
    await isSound(desk, `withdrawn-${size}`);
  });

  // What a filing said of its grassland was not held against the tier that it was filed for.
  test(`a tier above is told by the form’s figures (${size})`, async (t) => {
    const unit = await pageOf(t, 'unit', '/filing/new', viewport);
    await unit.getByLabel('项目名称').fill('占用草原的项目');
    await unit.getByLabel('盟市').selectOption('150100');
    await unit.getByLabel('查找事项').fill('草原');
    await unit.locator('.matters button').first().click();
    const form = unit.locator('.schema-form');
    await form.getByLabel('使用方式').selectOption('征收');
    await form.getByLabel('拟使用草原面积').fill('70');
    const tiers = unit.locator('.tiers label');
    const reached = unit.locator('.tiers label', { hasText: '按您填写的数据属于此类' });
    await reached.filter({ hasText: '70 公顷以下' }).waitFor();
    await tiers.filter({ hasText: '70 公顷以下' }).locator('input').check();
    assert.equal(await unit.locator('.tier-above').count(), 0);
    await form.getByLabel('拟使用草原面积').fill('70.5');
    await reached.filter({ hasText: '超过 70 公顷' }).waitFor();
    await isSound(unit, `tier-reached-${size}`);
    await tiers.filter({ hasText: '70 公顷以下' }).locator('input').check();
    await unit.locator('.tier-above', { hasText: '应由国家一级决定' }).waitFor();
    await isSound(unit, `tier-above-${size}`);

    const own = code.replace('-60', size === 'desktop' ? '-64' : '-65');
    const why = { form: { use: '征收', grass_area: 70.5 }, project_region: '150100' };
    const { id } = await fileWith('clerk1', 'grassland', own, ['application'], why);
    const desk = await pageOf(t, 'clerk1', `/cases/${id}`, viewport);
    await desk.locator('.tier-above', { hasText: '超过 70 公顷' }).waitFor();
    await isSound(desk, `tier-above-desk-${size}`);
  });

  test(`what must come first is told, and the form is mended on refiling (${size})`, async (t) => {
    const own = code.replace('-60', '-62');
    const unit = await pageOf(t, 'unit', '/filing/new', viewport);
    await unit.getByLabel('项目名称').fill('先后有序的项目');
    await unit.getByLabel('项目代码').fill(own);
    await unit.getByLabel('盟市').selectOption('150100');
    await unit.getByLabel('查找事项').fill('施工许可');
    await unit.locator('.matters button').first().click();
    await unit.locator('.prerequisites').getByText('建设工程规划').first().waitFor();
    await unit.locator('.prerequisites').getByText('仍可申报').waitFor();
    // The catalogue and the place say who decides; whoever knows better says why.
    const proposed = unit.locator('.proposed');
    await proposed.getByText(/呼和浩特市.*受理并决定/).waitFor();
    assert.equal(await unit.getByLabel('由谁决定').count(), 0);
    await isSound(unit, `proposed-${size}`);
    await proposed.getByRole('button', { name: '另选收件部门' }).click();
    await unit.getByLabel('由哪一级办理').selectOption('150000');
    await unit.getByRole('button', { name: /下一步/ }).click();
    await unit.getByLabel('另选的理由').waitFor();
    assert.equal(await unit.getByLabel('另选的理由').getAttribute('aria-invalid'), 'true');
    await isSound(unit, `other-organ-${size}`);
    await unit.getByRole('button', { name: '改回建议的部门' }).click();
    await unit.getByRole('button', { name: /下一步/ }).click();
    await unit.locator('.summary .prerequisites').waitFor();
    await isSound(unit, `summary-${size}`);

    const form = { floor_area: 1250.5 };
    const why = { form, organ_reason: '项目跨两个旗县' };
    const filed = await fileWith('clerk1', 'construction_permit', own, ['application'], why);
    const desk = await pageOf(t, 'clerk1', `/cases/${filed.id}`, viewport);
    await desk.getByText('项目跨两个旗县').first().waitFor();
    await desk.locator('.prerequisites').getByText('未见办理').first().waitFor();
    await desk.locator('.filed-form').getByText('1250.5 平方米').waitFor();
    await isSound(desk, `beside-${size}`);
    await desk.locator('#acts button[data-act="return_once"]').click();
    const told = desk.locator('.act-form');
    await told.getByRole('button', { name: /加入未收的必备材料/ }).click();
    await told.locator('[data-field="suggestions"] textarea').fill('请核对建筑面积');
    await told.getByRole('button', { name: /^提交/ }).click();
    await desk.locator('#acts .receipt').waitFor();

    await unit.goto(`/cases/${filed.id}?act=refile`);
    const again = unit.locator('.act-form');
    await again.getByText(/^更正/).click();
    const area = again.getByLabel('建筑面积');
    assert.equal(await area.inputValue(), '1250.5');
    for (const paper of await again.getByLabel('已补正，材料随此次提交').all()) await paper.check();
    await area.fill('一千');
    await again.getByRole('button', { name: /^提交/ }).click();
    await again.getByText('应为数字').waitFor();
    await area.fill('1305');
    await isSound(unit, `refile-${size}`);
    await again.getByRole('button', { name: /^提交/ }).click();
    await unit.locator('#acts .receipt').waitFor();
    const shown = unit.locator('.filed-form');
    await shown.getByText('1305 平方米').waitFor();
    await shown.locator('summary').click();
    await shown.getByText('1250.5 平方米').waitFor();
    await isSound(unit, `mended-${size}`);
    await desk.goto(`/cases/${filed.id}`);
    await settled(desk);
    await desk.locator('#acts button[data-act="accept"]').click();
    await desk.locator('.act-form .prerequisites').getByText('不影响收件').waitFor();
    await isSound(desk, `accept-${size}`);
  });

  test(`cases of one project are joined and shown as lanes (${size})`, async (t) => {
    const joint = code.replace('-60', '-61');
    await fileWith('head1', 'engineering_planning_permit', joint, ['application']);
    await fileWith('bclerk1', 'water_abstraction', joint, ['application']);
    const page = await pageOf(t, 'head1', '/joint', viewport);
    await isSound(page, `joint-list-${size}`);
    await page.getByRole('button', { name: '启动并联审批' }).click();
    await page.getByLabel('项目代码').fill(joint);
    await page.getByRole('button', { name: '查找' }).click();
    const boxes = page.locator('.cases input[type="checkbox"]');
    await boxes.first().check();
    await page.getByRole('button', { name: '启动', exact: true }).click();
    await page.locator('.field-error').getByText('至少选择两个部门').waitFor();
    await boxes.nth(1).check();
    await page.getByLabel('确定牵头部门的文件').fill('市政办〔2022〕9号');
    await page.getByRole('button', { name: '启动', exact: true }).click();
    await page.waitForURL(/\/joint\/[0-9a-f]+$/);
    await settled(page);
    assert.equal(await page.locator('.lanes > li').count(), 2);
    await page.getByRole('button', { name: '登记联审会议' }).click();
    await page.getByLabel('参加人').fill('演示甲\n演示乙');
    await page.getByLabel('会议纪要').fill('各部门一致同意');
    await isSound(page, `joint-form-${size}`);
    await page.locator('.joint-form').getByRole('button', { name: '登记联审会议' }).click();
    await page.getByText('演示甲、演示乙').waitFor();
    await isSound(page, `joint-${size}`);
    await moreTimeByTheLeader(t, page, viewport, size);
  });
}
