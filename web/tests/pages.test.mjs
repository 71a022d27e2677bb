// States of pages that only their addresses tell: each opens without a fault, fits a phone and is
// accessible; in English no Chinese is left; the keyboard reaches it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { desktop, openPage, phone, settled, startBrowser, startServer } from './served.mjs';
import { askingAs, signedState } from './signed_in.mjs';
import { assertSound } from './sound_page.mjs';

let server;
let browser;
let caseId;
/** What the leading group's office is answered; it sees every page here. */
let ask;
let storageState;
/** What stays Chinese in English: names out of the record, and the way back to Chinese. */
let names = ['中文'];

/** A page of the office. */
function open(options = {}) {
  return openPage(browser, server.address, { storageState, ...options });
}

/** The projects of the newest notices, once the server's first round has told them all. */
async function toldProjects() {
  let known = '';
  for (;;) {
    const { notices } = await ask('/api/v1/notices');
    const numbers = notices.map((notice) => notice.number).join();
    if (numbers && numbers === known) return notices.map((notice) => notice.project_name);
    known = numbers;
    await new Promise((done) => setTimeout(done, 1000));
  }
}

function withoutNames(text) {
  return names.reduce((left, name) => left.replaceAll(name, ''), text);
}

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  storageState = await signedState(browser, server.address, 'office');
  ({ ask } = await askingAs(server.address, 'office'));
  caseId = (await ask('/api/v1/ledgers/overdue?limit=1')).rows[0].case_id;
  const { row } = await ask(`/api/v1/cases/${caseId}`);
  const catalogue = await ask('/api/v1/catalogue');
  const holders = await ask('/api/v1/holders');
  names = [
    ...names,
    ...(await toldProjects()),
    row.project_name,
    ...holders.departments.map((holder) => holder.department),
    ...catalogue.matters.flatMap((matter) => [matter.name, matter.line]),
    ...catalogue.regions.map((region) => region.name),
  ].filter((name) => name !== '');
  names.sort((left, right) => right.length - left.length);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const pages = {
  overview: () => '/',
  'overview of a league': () => '/?region=150100',
  'pending ledger': () => '/ledgers/pending',
  'ledger with filters': () => '/ledgers/overdue?light=red&region=150100',
  'ledger with nothing in it': () => '/ledgers/all?q=%E4%B8%8D%E5%8F%AF%E8%83%BD%E6%9C%89%E7%9A%84',
  case: () => `/cases/${caseId}`,
  'case that is not there': () => '/cases/none',
  imports: () => '/imports',
  circular: () => '/circulars/2022-10',
  calendar: () => '/calendar',
  notices: () => '/notices',
  'own account': () => '/me',
  'page that is not there': () => '/no/such/page',
};

/** Answers that a page is meant to get while it shows that something is missing. */
const expected = /the server responded with a status of 404/;

/** States of a page; that each page is sound as it opens, routes.test.mjs sees to. */
const states = [
  'overview of a league',
  'pending ledger',
  'ledger with filters',
  'ledger with nothing in it',
  'case',
  'case that is not there',
];
for (const name of states) {
  for (const [size, viewport] of Object.entries({ desktop, phone })) {
    test(`${name}, ${size}: opens without a fault, fits, is accessible`, async (t) => {
      const { page, faults, close } = await open({ viewport });
      t.after(close);
      await page.goto(pages[name]());
      await settled(page);
      await assertSound(page, faults, expected);
    });
  }
}

for (const [name, path] of Object.entries(pages)) {
  test(`${name}: in English no Chinese is left in headings, buttons and labels but names`, async () => {
    const { page, close } = await open({ language: 'en' });
    await page.goto(path());
    await settled(page);
    const texts = await page.evaluate(() =>
      [...document.querySelectorAll('h1, h2, h3, button, label, th, nav a')].map((element) => {
        const copy = element.cloneNode(true);
        for (const option of copy.querySelectorAll('option, a')) option.remove();
        return copy.textContent.trim();
      }),
    );
    const left = texts.map(withoutNames).filter((text) => /[\u4e00-\u9fff]/.test(text));
    assert.deepEqual([...new Set(left)], []);
    await close();
  });
}

// A case's record stayed Chinese: its events and their fields, why acts are barred, titles of papers.
test('in English the names in a case’s record are English, and so are reasons and papers', async (t) => {
  const clerk = await askingAs(server.address, 'clerk1');
  const { region, department, name } = await clerk.ask('/api/v1/session');
  const query = new URLSearchParams({ region, department, state: 'deciding', limit: '1' });
  const [row] = (await clerk.ask(`/api/v1/ledgers/pending?${query}`)).rows;
  const { page, close } = await open({
    language: 'en',
    storageState: await signedState(browser, server.address, 'clerk1'),
  });
  t.after(close);
  await page.goto(`/cases/${row.case_id}`);
  await settled(page);
  await page.locator('#acts .barred > summary').click();
  const told = await page.evaluate(() => {
    const texts = (where) => [...document.querySelectorAll(where)].map((one) => one.textContent);
    // The clause that a reason rests on is quoted as it is.
    const reasons = [...document.querySelectorAll('.barred li > span')].map(
      (one) => one.firstChild.textContent,
    );
    return {
      events: texts('#record .line b'),
      fields: texts('#record .fields dt'),
      acts: texts('.barred li > b'),
      reasons,
      papers: texts('#writs tbody th'),
    };
  });
  // Persons keep their names; what a paper lacks is told as the template calls it.
  const people = new RegExp([name, row.officer, '“[^”]*”.*'].filter(Boolean).join('|'), 'g');
  for (const [what, texts] of Object.entries(told)) {
    assert.ok(what === 'papers' || texts.length > 0, `no ${what}`);
    const left = texts
      .map((text) => withoutNames(text.replaceAll(people, '')))
      .filter((text) => /[\u4e00-\u9fff]/.test(text));
    assert.deepEqual([...new Set(left)], [], what);
  }
});

test('the first stop of the keyboard leads past the header', async () => {
  const { page, close } = await open();
  await page.goto('/');
  await settled(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const inside = await page.evaluate(() => document.activeElement?.closest('main') !== null);
  assert.ok(inside, 'the skip link does not lead into main');
  await close();
});

// A link to one section of a case (/cases/…#opinions, from the list of opinions asked) stopped at the
// page's head: the section was not there yet when the page opened.
test('a link to a section of a case ends at that section', async () => {
  const { page, close } = await open();
  await page.goto(`/cases/${caseId}#proof`);
  await settled(page);
  const section = page.locator('#proof');
  await section.waitFor();
  await page.waitForFunction(() => {
    const { top } = document.getElementById('proof').getBoundingClientRect();
    return top >= 0 && top < window.innerHeight;
  });
  await close();
});

// The overview counts for everybody alike, a ledger lists what one's post reaches: a clerk who pressed
// 在办 1,132 came to a list of 17. Where the list would hold fewer, the figure leads nowhere.
for (const [login, region, least] of [
  ['office', '', 20],
  ['government', 'own', 4],
  ['government', '', 0],
  ['clerk1', '', 0],
]) {
  test(`each figure of the overview leads to just so many cases: ${login} ${region}`, async () => {
    const person = await askingAs(server.address, login);
    const own = region && (await person.ask('/api/v1/session')).region;
    const state = login === 'office' ? storageState : undefined;
    const { page, close } = await open({
      storageState: state ?? (await signedState(browser, server.address, login)),
    });
    await page.goto(own ? `/?region=${own}` : '/');
    await settled(page);
    const doors = await page.$$eval(
      'main td a[href*="/ledgers/"], main a:has(.head-figure)',
      (links) =>
        links.map((a) => [
          (a.querySelector('.head-figure') ?? a).textContent,
          a.getAttribute('href'),
        ]),
    );
    assert.ok(doors.length >= least, `${doors.length} doors`);
    for (const [figure, href] of doors) {
      const [path, query = ''] = href.split('?');
      const list = await person.ask(`/api/v1${path}?${query}&limit=1&total=true`);
      assert.equal(list.total, Number(figure.replaceAll(',', '')), href);
    }
    await close();
  });
}

// Waiting, overdue days and overdue papers were told of a month, and no way led to whose they were.
test('each figure of the circular that is a list leads to just so many cases', async () => {
  const { page, close } = await open();
  await page.goto('/circulars/2022-10?memo=1');
  await settled(page);
  const doors = await page.$$eval('main a[href*="/ledgers/"]', (links) =>
    links.map((a) => [a.textContent, a.getAttribute('href'), a.getAttribute('aria-label')]),
  );
  for (const part of ['state=waiting_for_unit', 'state=granted', '/overdue?', '/pending?']) {
    assert.ok(
      doors.some(([, href]) => href.includes(part)),
      part,
    );
  }
  const asked = new Map();
  for (const [figure, href, label] of doors) {
    const [path, query] = href.split('?');
    const days = label.includes('天）所计的办件');
    const list = await ask(`/api/v1${path}?${query}&limit=200&total=true`);
    const over = (row) => (Date.parse('2022-10-31') - Date.parse(row.due)) / 86_400_000;
    const counted = days ? list.rows.reduce((sum, row) => sum + over(row), 0) : list.total;
    assert.equal(counted, Number(figure.replaceAll(',', '')), label);
    asked.set(label, href);
  }
  assert.ok(asked.size > 20, `${asked.size} figures`);
  // Two cities report by themselves: the overview leaves them out of their leagues, a circular does not.
  await page.getByText('呼伦贝尔市含满洲里市').waitFor();
  await close();
});

test('on the head’s board what is due soon opens its cases, and a list of an officer has an address', async (t) => {
  const head = await askingAs(server.address, 'head1');
  const states = { storageState: await signedState(browser, server.address, 'head1') };
  const { page, close } = await openPage(browser, server.address, states);
  t.after(close);
  await page.goto('/team');
  await settled(page);
  await page.locator('a[href*="due_to="]').first().waitFor();
  // The day until which a reason is owed was called the case's due day: a case late by a day was due soon.
  const { tasks } = await head.ask('/api/v1/team/waiting');
  const owed = tasks.find(({ kind }) => kind === 'explain');
  const lines = page.locator('.waiting li', { hasText: owed.row.project_name });
  const line = lines.filter({ hasText: `超期说明时限 ${owed.due}` });
  await line.getByText(`应办结日 ${owed.row.due}`).waitFor();
  assert.notEqual(owed.due, owed.row.due);
  const doors = await page.$$eval('a[href*="due_to="]', (links) =>
    links.map((a) => [a.textContent.trim(), a.getAttribute('href')]),
  );
  for (const [figure, href] of doors) {
    const [path, query] = href.split('?');
    const list = await head.ask(`/api/v1${path}?${query}&limit=1&total=true`);
    assert.equal(list.total, Number(figure.replaceAll(',', '')), href);
  }
  await page
    .getByRole('button', { name: /^列出.+的办件$/ })
    .first()
    .click();
  await page.waitForURL(/officer=/);
  const title = page.locator('#officer-cases h2');
  const shown = await title.innerText();
  await page.reload();
  await settled(page);
  assert.equal(await title.innerText(), shown);
  await page.goBack();
  await title.waitFor({ state: 'detached' });
});

test('the calculator of limits shows no day of before beside a number that is none', async (t) => {
  const { page, close } = await open();
  t.after(close);
  await page.goto('/calendar?start=2022-09-27&days=20');
  await settled(page);
  const outcome = page.locator('dl.outcome');
  await outcome.waitFor();
  await page.getByLabel('天数').first().fill('abc');
  await page.getByText('天数改正后再计算').waitFor();
  assert.equal(await outcome.count(), 0);
});

test('a link to a year of the calendar leads to that year', async (t) => {
  // It showed the top of the page when opened, and stayed at the list when chosen there.
  const { page, close } = await open({ viewport: phone });
  t.after(close);
  const atTop = async (year) => {
    const title = page.getByRole('heading', { name: `${year} 年年历` });
    await title.waitFor();
    await page.waitForFunction(
      (at) => Math.abs(at.getBoundingClientRect().top) < 160,
      await title.elementHandle(),
    );
  };
  await page.goto('/calendar?year=2022#year');
  await atTop(2022);
  const older = page.locator('.years').getByRole('link', { name: '2021 年' });
  await older.scrollIntoViewIfNeeded();
  await older.click();
  await atTop(2021);
});

test('on a phone the first case of a ledger stands on the first screen', async () => {
  const { page, close } = await open({ viewport: phone });
  await page.goto('/ledgers/overdue');
  await settled(page);
  const card = await page.locator('.card').first().boundingBox();
  assert.ok(card.y + 80 < phone.height, `its card begins at ${card.y} px`);
  await close();
});

test('the way back from a case leads to its row', async () => {
  const { page, close } = await open();
  await page.goto('/ledgers/pending');
  await settled(page);
  const link = page.locator('a.case-link').nth(40);
  const name = await link.textContent();
  await link.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/cases/*');
  await settled(page);
  await page.goBack();
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), name);
  await close();
});

test('on a phone a case says on the first screen whose turn it is, and keeps its id in one line', async () => {
  const { page, close } = await open({ viewport: phone });
  await page.goto(`/cases/${caseId}`);
  await settled(page);
  const turn = await page.locator('.turn').boundingBox();
  assert.ok(turn.y + turn.height < phone.height, `it ends at ${turn.y + turn.height} px`);
  const id = page.locator('.id .code');
  assert.equal(await id.textContent(), caseId);
  const lines = await id.evaluate((text) => text.getClientRects().length);
  assert.equal(lines, 1);
  await close();
});

test('a limit’s days add up to what its sum says', async () => {
  const { page, close } = await open();
  await page.goto('/calendar?start=2022-09-28&days=10');
  await settled(page);
  const sum = await page.locator('.explained > p').textContent();
  const [whole, counted, weekend, off] = sum.match(/\d+/g).map(Number);
  assert.deepEqual([whole, counted], [19, 10]);
  assert.equal(counted + weekend + off, whole);
  await close();
});
