// Signing in and out, what each role is shown, and what happens when a session ends under a page.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { oneTimeCode } from './one_time_code.mjs';
import { desktop, openPage, phone, settled, startBrowser, startServer } from './served.mjs';
import { endSession, signedIn } from './signed_in.mjs';
import { fitsAndIsAccessible, isAccessible } from './sound_page.mjs';

let server;
let browser;
let people;

before(async () => {
  server = await startServer({ projects: 100 });
  browser = await startBrowser();
  const { logins } = await server.json('/api/v1/demonstration-logins');
  people = new Map(logins.map((person) => [person.login, person]));
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

function passwordOf(login) {
  return people.get(login).password;
}
/** A page nobody has signed in to; closed when the test ends, whatever became of it. */
async function newPage(t, options) {
  const opened = await openPage(browser, server.address, options);
  t.after(opened.close);
  return opened.page;
}
/** A page of one person. */
async function pageOf(t, login, path, options) {
  const page = await newPage(t, options);
  await signedIn(page.context(), server.address, login);
  await page.goto(path);
  await settled(page);
  return page;
}
async function typeSignIn(page, login, password) {
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}
function pathOf(page) {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}
async function arrives(page, path) {
  await page.waitForURL((url) => url.pathname + url.search === path);
  await settled(page);
}

describe('signing in', () => {
  test('a wrong password is told without telling which of the two was wrong', async (t) => {
    const page = await newPage(t);
    await page.goto('/signin');
    const told = [];
    for (const login of ['clerk1', 'nobody-here']) {
      await typeSignIn(page, login, 'Wrong-password-1');
      await page.getByRole('alert').waitFor();
      told.push(await page.getByRole('alert').textContent());
      await page.reload();
    }
    assert.equal(told[0], told[1]);
    assert.equal(pathOf(page), '/signin');
  });

  test('what is missing is said at its field, and nothing is sent', async (t) => {
    const page = await newPage(t);
    await page.goto('/signin');
    await page.getByLabel('登录名').fill('clerk1');
    await page.keyboard.press('Enter');
    await page.getByText('请输入密码').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.name), 'password');
  });

  test('a page asked for first is come to after signing in, filters and all', async (t) => {
    const page = await newPage(t);
    await page.goto('/ledgers/pending?light=red');
    await page.waitForURL(({ pathname }) => pathname === '/signin');
    await typeSignIn(page, 'clerk1', passwordOf('clerk1'));
    await arrives(page, '/ledgers/pending?light=red');
  });

  for (const to of [
    '//example.org/',
    'https://example.org/',
    '/\\example.org',
    '/\t/example.org',
  ]) {
    test(`no link leads from signing in to another site: ${JSON.stringify(to)}`, async (t) => {
      const page = await newPage(t);
      await page.goto(`/signin?to=${encodeURIComponent(to)}`);
      await typeSignIn(page, 'office', passwordOf('office'));
      await arrives(page, '/');
      assert.equal(new URL(page.url()).origin, server.address);
    });
  }

  test('after too many guesses it says how long to wait', async (t) => {
    const page = await newPage(t);
    await page.route('**/api/v1/session', (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      return route.fulfill({
        status: 429,
        headers: { 'Retry-After': '60', 'Content-Type': 'application/problem+json' },
        body: JSON.stringify({
          type: '/problems/too_many_guesses',
          title: '尝试过多',
          status: 429,
          refusal: 'too_many_guesses',
          detail: '登录失败次数过多，请稍后再试',
        }),
      });
    });
    await page.clock.install();
    await page.goto('/signin');
    await typeSignIn(page, 'clerk1', 'x');
    await page.getByText(/请等待 (60|5\d) 秒后再试/).waitFor();
    await page.clock.runFor(30_000);
    await page.getByText(/请等待 [12]?\d 秒后再试/).waitFor();
    assert.ok(await page.getByRole('button', { name: '登录', exact: true }).isDisabled());
    await page.clock.runFor(40_000);
    await page.getByText('现在可以再试').waitFor();
    assert.ok(await page.getByRole('button', { name: '登录', exact: true }).isEnabled());
  });

  test('a server out of reach is told, and what was typed stays', async (t) => {
    const page = await newPage(t);
    await page.goto('/signin');
    await page.route('**/api/v1/session', (route) => route.abort());
    await typeSignIn(page, 'clerk1', 'my-words');
    await page.getByText('连接不上服务器').waitFor();
    assert.equal(await page.getByLabel('登录名').inputValue(), 'clerk1');
    assert.equal(await page.getByLabel('密码', { exact: true }).inputValue(), 'my-words');
  });

  test('the password is shown on demand only', async (t) => {
    const page = await newPage(t);
    await page.goto('/signin');
    const field = page.getByLabel('密码', { exact: true });
    assert.equal(await field.getAttribute('type'), 'password');
    assert.equal(await field.getAttribute('autocomplete'), 'current-password');
    await page.getByRole('button', { name: '显示密码' }).click();
    assert.equal(await field.getAttribute('type'), 'text');
  });
});

describe('roles', () => {
  const staff = ['总览', '台账', '并联审批', '通报'];
  const roles = {
    clerk1: ['/desk', ['我的办件', ...staff, '导入', '事项', '日历']],
    head1: ['/team', ['我的办件', '部门办件', ...staff, '导入', '事项', '日历']],
    office: ['/', ['部门办件', ...staff, '导入', '事项', '日历']],
    unit: ['/filing', ['申报', '台账', '事项', '日历']],
    window: ['/filing', ['申报', ...staff, '事项', '日历']],
    sysadmin: ['/accounts', ['账号', '部门地区', '外发', '事项', '日历']],
    auditor: ['/accounts', ['账号', '部门地区', '登录记录', '查阅记录', '事项', '日历']],
  };
  for (const [login, [home, doors]] of Object.entries(roles)) {
    test(`${login} comes to ${home} by one click and sees his own doors only`, async (t) => {
      const page = await newPage(t);
      await page.goto('/signin');
      const row = page.locator('tr', { has: page.locator(`code:text-is("${login}")`) });
      await row.getByRole('button').click();
      await arrives(page, home);
      const shown = await page.locator('.site-nav a').allTextContents();
      assert.deepEqual(shown, doors);
      const head = await page.locator('.session-menu summary').textContent();
      assert.ok(head.includes(people.get(login).name), head);
    });
  }

  test('a page that is not among the duties says so, with the way home', async (t) => {
    const page = await pageOf(t, 'unit', '/imports');
    await page.getByRole('heading', { name: '您的岗位没有这个页面' }).waitFor();
    assert.equal(pathOf(page), '/imports');
    await page.getByRole('link', { name: '去我的首页' }).click();
    await arrives(page, '/filing');
  });

  test('the calendar needs no session', async (t) => {
    const page = await newPage(t);
    await page.goto('/calendar');
    await settled(page);
    assert.equal(pathOf(page).split('?')[0], '/calendar');
    assert.deepEqual(await page.locator('.site-nav a').allTextContents(), [
      '事项',
      '日历',
      '进度查询',
      '文书核验',
    ]);
  });
});

describe('signing out', () => {
  test('ends the session everywhere and keeps how the pages look', async (t) => {
    const page = await pageOf(t, 'clerk1', '/ledgers/pending');
    await page.getByRole('button', { name: '适老模式' }).click();
    await page.locator('.session-menu summary').click();
    await page.getByRole('button', { name: '退出登录' }).click();
    await arrives(page, '/signin');
    const status = await page.evaluate(async () => (await fetch('/api/v1/session')).status);
    assert.equal(status, 401);
    assert.equal(await page.evaluate(() => localStorage.getItem('elder')), 'on');
    await page.goto('/ledgers/pending');
    await arrives(page, '/signin?to=/ledgers/pending');
  });

  test('in one tab sends the other tab to the sign-in page', async (t) => {
    const page = await pageOf(t, 'clerk1', '/ledgers/pending');
    const other = await page.context().newPage();
    await other.goto('/calendar');
    await settled(other);
    await other.locator('.session-menu summary').click();
    await other.getByRole('button', { name: '退出登录' }).click();
    await arrives(page, '/signin?to=/ledgers/pending');
  });
});

/** Opens the form for a new account and fills it in. */
async function fillNewAccount(page, login, name) {
  await page.getByRole('button', { name: '开立账号' }).click();
  const form = page.locator('dialog.account-dialog');
  await form.getByLabel('登录名').fill(login);
  await form.getByLabel('姓名').fill(name);
  await form.getByLabel('部门').fill('水利局');
  return form;
}

describe('a session that ends under an open form', () => {
  test('is taken up again over it; the write goes out once, with its own key', async (t) => {
    const page = await pageOf(t, 'sysadmin', '/accounts');
    const form = await fillNewAccount(page, 'wang.li', '王丽');
    await endSession(page.context(), server.address);
    const keys = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/v1/accounts'))
        keys.push(request.headers()['idempotency-key']);
    });
    await form.getByRole('button', { name: '开立', exact: true }).click();
    const again = page.locator('dialog.again');
    await again.waitFor();
    assert.equal(await again.getByLabel('登录名').inputValue(), 'sysadmin');
    assert.equal(await again.getByLabel('登录名').getAttribute('readonly'), '');
    assert.equal(await page.evaluate(() => document.activeElement?.name), 'password');
    assert.equal(await form.getByLabel('姓名').inputValue(), '王丽');
    await again.getByLabel('密码', { exact: true }).fill(passwordOf('sysadmin'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '初始密码（只显示这一次）' }).waitFor();
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1]);
    assert.equal(await page.locator('code:text-is("wang.li")').count(), 2); // slip and row
  });

  test('leaves everything as typed when one does not sign in again', async (t) => {
    const page = await pageOf(t, 'sysadmin', '/accounts');
    const form = await fillNewAccount(page, 'li.jun', '李军');
    await endSession(page.context(), server.address);
    await form.getByRole('button', { name: '开立', exact: true }).click();
    await page.locator('dialog.again').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog.again').waitFor({ state: 'detached' });
    await form.getByRole('alert').waitFor();
    assert.equal(await form.getByLabel('登录名').inputValue(), 'li.jun');
    assert.equal(await form.getByLabel('部门').inputValue(), '水利局');
  });
});

describe('accounts', () => {
  test('a new person: opened by one, granted by another, and a password of one’s own', async (t) => {
    const system = await pageOf(t, 'sysadmin', '/accounts');
    const form = await fillNewAccount(system, 'zhao.min', '赵敏');
    await form.getByLabel('盟市').selectOption({ index: 1 });
    await form.getByRole('button', { name: '开立', exact: true }).click();
    const first = await system.locator('.slip-password').textContent();
    assert.ok(first.length >= 12);
    // Opening the next account took the first password away before it was handed over: it is shown once.
    const next = await fillNewAccount(system, 'qian.yi', '钱一');
    await next.getByRole('button', { name: '开立', exact: true }).click();
    await system.getByText('已开立 钱一').waitFor();
    await system.locator('.slip-password', { hasText: first }).waitFor();
    assert.equal(await system.locator('.slip-password').count(), 2);

    const security = await pageOf(t, 'secadmin', '/accounts');
    await security.getByText(/有 \d+ 个账号等您授予岗位/).waitFor();
    await security.goto('/accounts?q=zhao.min');
    await settled(security);
    assert.equal(await security.getByRole('button', { name: '开立账号' }).count(), 0);
    await security.getByRole('button', { name: /^授予岗位/ }).click();
    await security.getByLabel('新的岗位').selectOption('clerk');
    await security.getByRole('button', { name: '授予', exact: true }).click();
    await security.getByText('已授予 赵敏 岗位：经办人').waitFor();

    const page = await newPage(t);
    await page.goto('/signin');
    await typeSignIn(page, 'zhao.min', first);
    await arrives(page, '/me');
    await page.getByText('这是初始密码').waitFor();
    // The whole menu stood there, and each of its pages led back here.
    assert.equal(await page.locator('.site-nav a').count(), 0);
    await page.goto('/ledgers/pending');
    await arrives(page, '/me');
    const change = async (word) => {
      await page.getByLabel('原密码').fill(first);
      await page.getByLabel('新密码', { exact: true }).fill(word);
      await page.getByLabel('再输一遍新密码').fill(word);
      await page.keyboard.press('Enter');
    };
    await change('short');
    await page.getByRole('alert').waitFor();
    assert.equal(pathOf(page), '/me');
    await change('Horse-battery-staple-77');
    await arrives(page, '/desk');
  });

  test('the audit administrator looks and changes nothing', async (t) => {
    const page = await pageOf(t, 'auditor', '/accounts');
    await page.getByText('您只能查看').waitFor();
    assert.ok((await page.locator('.accounts tbody tr').count()) > 5);
    assert.equal(await page.locator('.accounts button').count(), 0);
    assert.equal(await page.getByRole('button', { name: '开立账号' }).count(), 0);
  });

  test('disabling asks why first and shows the new state', async (t) => {
    const page = await pageOf(t, 'sysadmin', '/accounts?q=clerk2');
    const row = page.locator('tr', { has: page.locator('code:text-is("bclerk2")') });
    await row.getByRole('button', { name: /^停用/ }).click();
    const dialog = page.locator('dialog.account-dialog');
    await dialog.getByRole('button', { name: '停用' }).click();
    await dialog.getByText('请填写').waitFor();
    await dialog.getByLabel('原因').fill('调离岗位');
    await page.keyboard.press('Enter');
    await row.getByText('✕ 停用').waitFor();
  });

  test('who is held off is seen and let in by the security administrator', async (t) => {
    const wrong = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
    wrong.body = JSON.stringify({ login: 'head1', password: 'not it' });
    for (let i = 0; i < 11; i += 1) await fetch(`${server.address}/api/v1/session`, wrong);
    const page = await pageOf(t, 'secadmin', '/accounts');
    await page.getByText('1 个账号限制登录').waitFor();
    await page.locator('.accounts-waits button').click();
    await page.waitForURL(({ search }) => search === '?state=locked');
    await page.getByText('15 分钟内猜错 10 次，24 小时内 10 次，来自 1 处').waitFor();
    await page.getByRole('button', { name: /^解除登录限制/ }).click();
    const dialog = page.locator('dialog.account-dialog');
    await dialog.getByRole('button', { name: '解除登录限制' }).click();
    await dialog.getByText('请填写').waitFor();
    await dialog.getByLabel('原因').fill('本人来电');
    await page.keyboard.press('Enter');
    await page.getByText('✓ 已解除').waitFor();
    await page.getByText(/^已解除，.* 前可再试$/).waitFor();
    const own = await newPage(t);
    await own.goto('/signin');
    await typeSignIn(own, 'head1', passwordOf('head1'));
    await arrives(own, '/team');
  });

  test('the search lives in the address', async (t) => {
    const page = await pageOf(t, 'auditor', '/accounts');
    await page.getByLabel('查询').last().fill('sysadmin');
    await page.waitForURL(({ search }) => search === '?q=sysadmin');
    assert.equal(await page.locator('.accounts tbody tr').count(), 1);
    await page.reload();
    await settled(page);
    await page.locator('.accounts tbody tr').first().waitFor();
    assert.equal(await page.locator('.accounts tbody tr').count(), 1);
  });
});

test('one-time codes: set up, then asked for at the next signing in', async (t) => {
  const page = await pageOf(t, 'clerk2', '/me');
  await page.getByRole('button', { name: '设置动态口令' }).click();
  await page.getByRole('img', { name: '二维码' }).waitFor();
  assert.match(await page.locator('.square-code path').getAttribute('d'), /^M4 4h7v1h-7z/);
  const secret = (await page.locator('.me-secret').textContent()).replaceAll(' ', '');
  const code = page.getByLabel('输入应用上显示的 6 位数字');
  await code.fill('12');
  await page.keyboard.press('Enter');
  await page.getByText('动态口令是 6 位数字').waitFor();
  await code.fill(oneTimeCode(secret));
  await page.keyboard.press('Enter');
  await page.getByText('动态口令已启用').waitFor();

  const later = await newPage(t);
  await later.goto('/signin');
  await typeSignIn(later, 'clerk2', passwordOf('clerk2'));
  await later.getByLabel('动态口令').fill('000000');
  await later.keyboard.press('Enter');
  await later.getByRole('alert').waitFor();
  // The code that confirmed the secret is used up; the next one is good already.
  await later.getByLabel('动态口令').fill(oneTimeCode(secret, 1));
  await later.keyboard.press('Enter');
  await arrives(later, '/desk');
});

const views = {
  'sign-in page': [null, '/signin'],
  'own account': ['clerk1', '/me'],
  'accounts of the security administrator': ['secadmin', '/accounts'],
  'page without the right': ['unit', '/imports'],
};
for (const [name, [login, path]] of Object.entries(views)) {
  for (const [size, viewport] of Object.entries({ desktop, phone })) {
    test(`${name}, ${size}: one heading, no serious fault of access, not too wide`, async (t) => {
      const page = login
        ? await pageOf(t, login, path, { viewport })
        : await newPage(t, { viewport });
      if (!login) {
        await page.goto(path);
        await settled(page);
        await page.locator('.demo-people tbody tr').first().waitFor();
      }
      assert.match(await page.title(), /起底/);
      assert.equal(await page.locator('h1').count(), 1);
      await fitsAndIsAccessible(page);
    });
  }
}

describe('notices', () => {
  test('the bell counts them, the page shows them, and what is read stays read', async (t) => {
    const page = await pageOf(t, 'office', '/');
    const bell = page.getByRole('link', { name: /^消息，\d+\+? 条未读$/ });
    await bell.waitFor();
    await bell.click();
    await arrives(page, '/notices');
    const first = page.getByRole('listitem').filter({ hasText: '超期' }).first();
    await first.waitFor();
    await page.getByRole('button', { name: '时限提醒' }).click();
    await arrives(page, '/notices?group=deadline');
    await page.getByText('没有符合条件的消息').waitFor();
    await page.getByRole('button', { name: '看全部' }).click();
    await arrives(page, '/notices');
    const unread = page.getByRole('img', { name: '未读' });
    await unread.first().waitFor();
    const before = await unread.count();
    await page.getByRole('button', { name: /^将“/ }).first().click();
    await page.waitForFunction(
      (count) => document.querySelectorAll('.notice-dot').length === count,
      before - 1,
    );
    for (const view of [desktop, phone]) {
      await page.setViewportSize(view);
      await fitsAndIsAccessible(page);
    }
    await page.getByRole('button', { name: '全部标为已读' }).press('Enter');
    await page.getByRole('link', { name: '消息', exact: true }).waitFor();
    // An answer without content passed for a failure: what was marked was told not to be.
    assert.equal(await page.getByRole('alert').count(), 0);
    await page.reload();
    await page.getByRole('listitem').filter({ hasText: '超期' }).first().waitFor();
    assert.equal(await page.locator('.notice-dot').count(), 0);
  });

  test('mail is chosen and a calendar address made, shown once and revoked', async (t) => {
    const page = await pageOf(t, 'clerk1', '/me');
    await page.getByLabel('办件进展').uncheck();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存').waitFor();
    await page.getByRole('button', { name: '生成订阅地址' }).click();
    const address = await page.getByText(/^http.*\.ics$/).innerText();
    const feed = await fetch(address);
    assert.match(await feed.text(), /^BEGIN:VCALENDAR/);
    await page.reload();
    await settled(page);
    assert.equal(await page.getByLabel('办件进展').isChecked(), false);
    assert.equal(await page.getByText(/\.ics$/).count(), 0, 'shown once');
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByText('已撤销').waitFor();
    assert.equal((await fetch(address)).status, 404);
  });

  test('one changes where one is reached; a wrong number is told and kept', async (t) => {
    const page = await pageOf(t, 'clerk1', '/me');
    const number = page.getByLabel('电话');
    await number.fill('12');
    await page.getByLabel('电子邮箱').fill('clerk1@example.test');
    await page.getByRole('button', { name: '更新联系方式' }).click();
    await page.getByText('手机或带区号的固定电话').waitFor();
    assert.equal(await number.evaluate((field) => field === document.activeElement), true);
    assert.equal(await page.getByLabel('电子邮箱').inputValue(), 'clerk1@example.test');
    await number.fill('0471-4861234');
    await page.keyboard.press('Enter');
    await page.getByText('联系方式已更新').waitFor();
    await page.reload();
    await settled(page);
    await number.waitFor();
    assert.equal(await number.inputValue(), '0471-4861234');
  });

  test('what did not go out is sent again, one or all', async (t) => {
    const page = await pageOf(t, 'sysadmin', '/me');
    const failed = (number) => ({
      ...{ number, channel: 'mail', target: `clerk${number}`, state: 'given_up', tries: 34 },
      ...{ error: '连不上邮件服务器', made: '2022-10-31T09:00:00+08:00' },
    });
    const asked = [];
    await page.route('**/api/v1/webhooks', async (route) => {
      const answer = await route.fetch();
      const failing = asked.length === 0 ? [failed(1), failed(2)] : [failed(2)];
      await route.fulfill({ response: answer, json: { ...(await answer.json()), failing } });
    });
    page.on('request', (request) => {
      if (request.url().endsWith('/send-again')) asked.push(request.postDataJSON());
    });
    await page.goto(new URL('/webhooks', page.url()).href);
    await page.getByRole('button', { name: '再发给 clerk1' }).click();
    // The server knows of none that failed: it says so, and nothing is claimed to have gone.
    await page.getByText('这些已经送出或不在失败之列').waitFor();
    await page.getByRole('button', { name: '再发给 clerk1' }).waitFor({ state: 'detached' });
    await isAccessible(page);
    await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/send-again')),
      page.getByRole('button', { name: '全部再发' }).click(),
    ]);
    assert.deepEqual(asked, [{ deliveries: [1] }, {}]);
  });

  test('a receiver of webhooks is added with a secret that is shown once, and removed', async (t) => {
    const page = await pageOf(t, 'sysadmin', '/webhooks');
    await page.getByLabel('名称').fill('省级平台');
    await page.getByLabel('地址').fill('https://127.0.0.1/hook');
    await page.getByRole('button', { name: '添加接收方' }).click();
    await page.getByText('不得指向内网地址').waitFor();
    assert.equal(await page.getByLabel('名称').inputValue(), '省级平台', 'nothing typed is lost');
    await page.getByLabel('地址').fill('https://gateway.example.cn/hook');
    await page.keyboard.press('Enter');
    await page.getByText('签名密钥只显示这一次').waitFor();
    await isAccessible(page);
    await page.getByRole('button', { name: '已保存' }).click();
    await page.getByRole('button', { name: '删除接收方“省级平台”' }).click();
    await page.getByRole('button', { name: '删除', exact: true }).click();
    await page.getByText('还没有接收方').waitFor();
  });
});
