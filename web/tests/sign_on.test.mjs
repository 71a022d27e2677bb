// Signing in by a real sign-on service (node-oidc-provider), from the button to a session: unknown first,
// bound by the security administrator, then let in; what is read of it afterwards; and the register of
// organs that the system administrator keeps.
import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import Provider from 'oidc-provider';
import { desktop, openPage, phone, settled, startBrowser, startServer } from './served.mjs';
import { signedState } from './signed_in.mjs';
import { isAccessible } from './sound_page.mjs';

const secret = 'of-the-tests/only+this';
let server, browser, service, issuer;

before(async () => {
  // Its address first, for the settings; its configuration when Qidi's own address is known.
  let answer;
  service = createServer((request, response) => answer(request, response));
  await new Promise((listening) => service.listen(0, '127.0.0.1', listening));
  // Another name of this machine is another site to the browser: its cookies' rules count.
  issuer = `http://localhost:${service.address().port}`;
  const prepare = (data) => {
    const file = join(data, 'sign-on.secret');
    writeFileSync(file, secret);
    chmodSync(file, 0o600);
    writeFileSync(
      join(data, 'sign-on.toml'),
      `issuer = "${issuer}"\nclient_id = "qidi"\nsecret_file = "sign-on.secret"\nname = "盟市统一认证"\n`,
    );
  };
  [server, browser] = await Promise.all([startServer({ projects: 60, prepare }), startBrowser()]);
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'qidi',
        client_secret: secret,
        redirect_uris: [`${server.address}/api/v1/sign-on/callback`],
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: '某经办人', preferred_username: id }),
    }),
    cookies: { keys: ['of the tests'] },
  });
  answer = provider.callback();
});
after(async () => {
  await Promise.all([server?.stop(), browser?.close()]);
  service.closeAllConnections();
  service.close();
});

/** From our sign-in page through the service's own pages and back. */
async function comeBy(page, who, from = '/signin') {
  await page.goto(from);
  await page.getByRole('link', { name: '用盟市统一认证登录' }).click();
  await page.waitForURL((url) => url.origin === issuer);
  await page.fill('input[name="login"]', who);
  await page.fill('input[name="password"]', 'any');
  await page.click('button[type="submit"]');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL((url) => url.origin === server.address);
}

async function as(t, login, options = {}) {
  const storageState = await signedState(browser, server.address, login);
  const opened = await openPage(browser, server.address, { storageState, ...options });
  t.after(opened.close);
  return opened.page;
}

test('who is unknown is told so, and signs in once he is bound', async (t) => {
  const { page, faults, close } = await openPage(browser, server.address, { viewport: phone });
  t.after(close);
  await comeBy(page, 'worker-7', '/signin?to=/ledgers/pending');
  await page.getByRole('alert').filter({ hasText: '还没有登记' }).waitFor();
  await isAccessible(page);

  const keeper = await as(t, 'secadmin');
  await keeper.goto('/accounts?q=clerk1');
  await keeper.getByRole('button', { name: /^绑定统一身份：.*（clerk1）/ }).click();
  await keeper.getByText('某经办人').click();
  await isAccessible(keeper);
  await keeper.getByRole('button', { name: '绑定', exact: true }).click();
  await keeper.getByText(/^✓ 已为 .* 绑定统一身份/).waitFor();

  await page.context().clearCookies();
  await comeBy(page, 'worker-7', '/signin?to=/ledgers/pending?region=150100');
  await page.waitForURL(/\/ledgers\/pending\?region=150100/);
  await settled(page);
  await page.context().clearCookies();
  await comeBy(page, 'worker-7');
  await page.waitForURL(/\/desk$/);
  // Asking who we are is told 401, and the service's own pages want fonts from elsewhere.
  assert.deepEqual(
    faults.filter((fault) => !fault.startsWith('Failed to load resource')),
    [],
  );

  const auditor = await as(t, 'auditor');
  await auditor.goto('/sign-ins');
  const came = auditor
    .getByRole('row')
    .filter({ hasText: 'clerk1' })
    .filter({ hasText: '统一身份' });
  await came.first().waitFor();
  assert.equal(await came.count(), 2); // came twice within a minute or two, and was bound
  await auditor.getByRole('row').filter({ hasText: '登录失败' }).first().waitFor();
  await isAccessible(auditor);
  await auditor.selectOption('#sign-ins-kind', 'identity_linked');
  await auditor.waitForURL(/kind=identity_linked/);
  await auditor.getByText('共 1 条').waitFor();
});

test('organs are entered, confirmed, and not closed while they hold cases', async (t) => {
  const page = await as(t, 'sysadmin', { viewport: desktop });
  await page.goto('/organs?tab=unverified');
  const first = page
    .locator('.organs tbody tr')
    .filter({ hasNot: page.getByText('^0$') })
    .first();
  const name = await first.locator('.organs-name').innerText();
  await first.getByRole('button', { name: /^确认/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '保存' }).click();
  assert.equal(await dialog.locator(':focus').getAttribute('name'), 'source');
  await dialog.locator('[name="source"]').fill('三定规定');
  await dialog.getByRole('button', { name: '保存' }).click();
  await page.getByText(`✓ 已确认 ${name}`).waitFor();
  await page.getByRole('button', { name: /^部门名录 1$/ }).click();
  await isAccessible(page);
  await page.getByRole('button', { name: `撤并：${name}` }).click();
  await dialog.locator('[name="reason"]').fill('机构改革');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog
    .getByRole('alert')
    .filter({ hasText: /未办结的办件.*（\d+ 件）/ })
    .waitFor();
  await dialog.getByRole('button', { name: '取消' }).click();
  // Many at once: some by keyboard, then all that a search finds; asked back with their number.
  await page.getByRole('button', { name: /^待核实/ }).click();
  await page.locator('.organs tbody input:enabled').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Space');
  await page.keyboard.press('j');
  await page.keyboard.press('Space');
  await page.getByText('已选 2 个').waitFor();
  // Until a search had its answer, the number and the rows of the one before could be chosen: 103 were told, and others
  // were chosen.
  let answered;
  const held = new Promise((resolve) => (answered = resolve));
  await page.route(/organ-register.*region=150100/, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByLabel('盟市').selectOption({ label: '呼和浩特市' });
  await page.waitForURL(/region=150100/);
  await page.getByText('已选 0 个').waitFor();
  const named = { name: /^选取全部 \d+ 个$/ };
  await page.getByRole('button', { ...named, disabled: true }).waitFor();
  assert.equal(await page.locator('.organs input:enabled').count(), 0);
  answered();
  const all = page.getByRole('button', { ...named, disabled: false });
  const count = Number((await all.innerText()).match(/\d+/)[0]);
  assert.ok(count > 1, `${count} departments wait in 150100`);
  await all.click();
  await page.getByText(`已选 ${count} 个`).waitFor();
  await page.getByRole('button', { name: '确认所选' }).click();
  await isAccessible(page);
  await dialog.getByRole('button', { name: `确认 ${count} 个部门` }).click();
  assert.equal(await dialog.locator(':focus').getAttribute('name'), 'source');
  await dialog.locator('[name="source"]').fill('三定规定');
  await page.keyboard.press('Enter');
  await page.getByText(`✓ 已确认 ${count} 个部门`).waitFor();
  await page.getByText('没有符合条件的部门').waitFor();
  await page.getByRole('button', { name: `部门名录 ${count + 1}` }).click();
  await page.locator('.organs tbody tr').first().waitFor();
  await isAccessible(page);
  await page.getByRole('button', { name: /^地区/ }).click();
  await page.getByText('14 个统计单位').waitFor();
  await isAccessible(page);
});
