// Every address that the router knows, opened by somebody whose page it is, wide and narrow: no fault in
// the console, one heading, nothing serious found by axe, nothing that scrolls sideways. The routes are
// asked of the running router: a page added without a row here fails, so none goes unlooked at.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { desktop, openPage, phone, settled, startBrowser, startServer } from './served.mjs';
import { askingAs, signedState } from './signed_in.mjs';
import { assertSound, fits } from './sound_page.mjs';

let server;
let browser;
const states = new Map();
/** The ids that stand in the addresses. */
const id = {};

/** By route: who opens it (nobody where it is open to everybody), its address, and where it leads on to. */
const rows = {
  overview: ['office', () => '/'],
  signin: [null, () => '/signin'],
  notices: ['office', () => '/notices'],
  webhooks: ['sysadmin', () => '/webhooks'],
  me: ['unit', () => '/me'],
  accounts: ['sysadmin', () => '/accounts'],
  organs: ['sysadmin', () => '/organs'],
  'sign-ins': ['auditor', () => '/sign-ins'],
  readings: ['auditor', () => '/readings'],
  desk: ['clerk1', () => '/desk'],
  team: ['head1', () => '/team'],
  filing: ['unit', () => '/filing'],
  'filing-new': ['unit', () => '/filing/new'],
  voucher: ['unit', () => `/filing/voucher/${id.filed}`],
  ledger: ['office', () => '/ledgers/overdue'],
  case: ['unit', () => `/cases/${id.filed}`],
  joint: ['head1', () => '/joint'],
  'joint-group': ['head1', () => `/joint/${id.joint}`],
  imports: ['office', () => '/imports'],
  import: ['office', () => `/imports/${id.import}`],
  circulars: ['office', () => '/circulars', 'circular'],
  circular: ['office', () => '/circulars/2022-10'],
  matters: [null, () => '/matters'],
  matter: [null, () => `/matters/${id.matter}`],
  'matter-draft': ['sysadmin', () => `/matters/${id.matter}/draft`],
  calendar: [null, () => '/calendar'],
  progress: [null, () => '/progress'],
  verify: [null, () => '/verify'],
  lost: [null, () => '/no/such/page'],
};
/** No page of its own: the guard leads on to where the role begins. */
const ways = new Set(['home']);

/** A write without a page. */
async function writeAs(login, path, body) {
  const { cookie, csrf } = await askingAs(server.address, login);
  const sheet = body instanceof FormData;
  const response = await fetch(server.address + path, {
    method: 'POST',
    headers: {
      Cookie: cookie,
      'X-CSRF-Token': csrf,
      'Idempotency-Key': `routes-${Math.random()}`,
      ...(sheet ? {} : { 'Content-Type': 'application/json' }),
    },
    body: sheet ? body : JSON.stringify(body),
  });
  const answer = await response.json();
  assert.ok(response.ok, `${path}: ${JSON.stringify(answer)}`);
  return answer;
}

before(async () => {
  server = await startServer({ projects: 100 });
  browser = await startBrowser();
  for (const [login] of Object.values(rows)) {
    if (!login || states.has(login)) continue;
    states.set(login, await signedState(browser, server.address, login));
  }
  const { ask } = await askingAs(server.address, 'head1');
  const upper = await ask('/api/v1/session');
  const banner = await askingAs(server.address, 'bclerk1');
  const lower = await banner.ask('/api/v1/session');
  id.matter = 'engineering_planning_permit';
  const project_code = `2207-${upper.region}-04-01-123700`;
  const project = { project_code, project_name: '各页都看一遍的项目', papers: ['application'] };
  const file = async (matter, { region, department }) =>
    (await writeAs('unit', '/api/v1/cases', { ...project, matter, region, department })).case_id;
  id.filed = await file(id.matter, upper);
  const other = await file('water_abstraction', lower);
  const members = [id.filed, other].map((case_id) => ({ case_id }));
  const mandate = '关于明确牵头部门的通知';
  id.joint = (await writeAs('head1', '/api/v1/joint', { mandate, members })).id;
  const sheet = new FormData();
  const lines = '项目名称,事项,受理日期\n某项目,取水许可,2022-10-10\n';
  sheet.append('file', new Blob([lines], { type: 'text/csv' }), '台账.csv');
  id.import = (await writeAs('office', '/api/v1/imports', sheet)).id;
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Of the router that runs in the page. */
const routerOf = (page, asked) =>
  page.evaluate((what) => {
    const router = document.getElementById('app').__vue_app__.config.globalProperties.$router;
    return what === 'routes'
      ? router.getRoutes().map(({ name, path, redirect }) => ({
          name: String(name ?? ''),
          path,
          redirects: redirect !== undefined,
        }))
      : String(router.currentRoute.value.name);
  }, asked);

test('each route of the router has a row here', async (t) => {
  const { page, close } = await openPage(browser, server.address);
  t.after(close);
  await page.goto('/calendar');
  await settled(page);
  const routes = await routerOf(page, 'routes');
  assert.ok(routes.length > 20, `only ${routes.length} routes`);
  const named = routes.filter(({ redirects }) => !redirects).map(({ name }) => name);
  assert.deepEqual(named.sort(), [...Object.keys(rows), ...ways].sort());
});

/** Answers that a page is meant to get while it shows that something is missing, or asks who one is. */
const expected = /the server responded with a status of 40[14]/;

for (const [size, viewport] of Object.entries({ desktop, phone })) {
  describe(`each route, ${size}`, () => {
    for (const [name, [login, path, leads = name]] of Object.entries(rows)) {
      test(`${name}: opens without a fault, fits, is accessible`, async (t) => {
        const storageState = login ? states.get(login) : undefined;
        const { page, faults, close } = await openPage(browser, server.address, {
          viewport,
          storageState,
        });
        t.after(close);
        await page.goto(path());
        await settled(page);
        assert.equal(await routerOf(page, 'name'), leads);
        assert.equal(await page.getByText('您的岗位没有这个页面').count(), 0);
        if (process.env.QIDI_LOOK) {
          const picture = `${process.env.QIDI_LOOK}/route-${name}-${size}.png`;
          await page.screenshot({ path: picture, fullPage: true });
        }
        await assertSound(page, faults, expected);
      });
    }
  });
}

// The case page was 100 px wider than a phone in large type, by the 32 digits of its number.
for (const name of ['case', 'team', 'desk', 'ledger', 'filing-new', 'circular']) {
  test(`${name}: fits a phone in large type`, async (t) => {
    const [login, path] = rows[name];
    const storageState = states.get(login);
    const options = { viewport: phone, storageState };
    const { page, close } = await openPage(browser, server.address, options);
    t.after(close);
    await page.addInitScript(() => localStorage.setItem('elder', 'on'));
    await page.goto(path());
    await settled(page);
    assert.ok(await page.evaluate(() => document.documentElement.hasAttribute('data-elder')));
    await fits(page);
  });
}

// Another list, another month was shown in their stead, without a word.
for (const path of ['/ledgers/foo', '/circulars/2022-13', '/circulars/2022-1']) {
  test(`${path} is no address of this site, and the page says so`, async (t) => {
    const storageState = states.get('office');
    const { page, close } = await openPage(browser, server.address, { storageState });
    t.after(close);
    await page.goto(path);
    await settled(page);
    assert.equal(await routerOf(page, 'name'), 'lost');
    await page.getByText(path).waitFor();
  });
}

// Such a value was passed over, and the page showed something else than the link had meant.
for (const [path, words, without] of [
  ['/?as_of=x', 'as_of=x', '/'],
  [
    '/ledgers/overdue?as_of=2022-13-01&region=150100',
    '2022-13-01',
    '/ledgers/overdue?region=150100',
  ],
  ['/circulars/2022-10?region=999999', '999999', '/circulars/2022-10'],
  ['/calendar?year=abcd', 'year=abcd', '/calendar'],
]) {
  test(`${path}: what cannot be read of an address is said`, async (t) => {
    const storageState = states.get('office');
    const options = { viewport: phone, storageState };
    const { page, faults, close } = await openPage(browser, server.address, options);
    t.after(close);
    await page.goto(path);
    await settled(page);
    await page.getByText(words).waitFor();
    // What is asked before the page runs goes out as it stands, and the server refuses it.
    await assertSound(page, faults, /status of 40[014]/);
    await page.getByRole('link', { name: '去掉这个条件打开' }).click();
    await settled(page);
    const { pathname, search } = new URL(page.url());
    assert.equal(pathname + search, without);
    assert.equal(await page.getByText('地址里有看不懂的条件').count(), 0);
  });
}

test('a day and a month to come are told as reckoned, not as known', async (t) => {
  const storageState = states.get('office');
  const { page, close } = await openPage(browser, server.address, { storageState });
  t.after(close);
  for (const [path, words] of [
    ['/?as_of=2022-12-01', '2022-12-01 还没有到来'],
    ['/ledgers/pending?as_of=2022-12-01', '2022-12-01 还没有到来'],
    [`${rows.case[1]()}?as_of=2022-12-01`, '2022-12-01 还没有到来'],
    ['/circulars/2022-12', '这个月还没有到来'],
    ['/circulars/2022-11', '本月尚未结束'],
    ['/calendar?year=2031', '2031 年放假安排尚未公布'],
  ]) {
    await page.goto(path);
    await settled(page);
    await page.getByText(words).waitFor(); // told once
  }
});
