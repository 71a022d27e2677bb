// Sessions for the tests: a browser's context signed in as one of the demonstration's people, and
// questions asked as one of them without a browser.
import { settled } from './served.mjs';

/** The password of one of the demonstration's people. */
async function passwordOf(address, login) {
  const response = await fetch(`${address}/api/v1/demonstration-logins`);
  const { logins } = await response.json();
  const found = logins.find((person) => person.login === login);
  if (!found) throw new Error(`no demonstration login ${login}`);
  return found.password;
}

/**
 * Signs the context in (a cookie, no page is left open) and answers with the session. Asked out of a
 * page, since the cookie is `Secure` and only a browser takes a loopback address for safe.
 */
export async function signedIn(context, address, login, password) {
  const word = password ?? (await passwordOf(address, login));
  const page = await context.newPage();
  await page.goto(`${address}/health/live`);
  const session = await page.evaluate(
    async (body) => {
      const response = await fetch('/api/v1/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`sign in: ${response.status} ${await response.text()}`);
      return response.json();
    },
    { login, password: word },
  );
  await page.close();
  return session;
}

const states = new Map();
/**
 * The state of a context that is signed in, for many contexts of the same person: made once. A test that
 * ends a session signs in by itself.
 */
export async function signedState(browser, address, login) {
  const whose = `${address} ${login}`;
  if (!states.has(whose)) {
    const context = await browser.newContext();
    await signedIn(context, address, login);
    states.set(whose, await context.storageState());
    await context.close();
  }
  return states.get(whose);
}

/** Questions asked as one person: `ask(path)` answers with the JSON; `cookie` and `csrf` for writes. */
export async function askingAs(address, login) {
  const response = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login, password: await passwordOf(address, login) }),
  });
  if (!response.ok) throw new Error(`sign in: ${response.status} ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const { csrf } = await response.json();
  const ask = async (path) => {
    const answer = await fetch(address + path, { headers: { Cookie: cookie } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
  return { ask, cookie, csrf };
}

/** Ends the session under an open page, as time would; the page does not know. */
export async function endSession(context, address) {
  const cookies = await context.cookies(address.replace('http:', 'https:'));
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const session = await fetch(`${address}/api/v1/session`, { headers: { Cookie: cookie } });
  const { csrf } = await session.json();
  const gone = await fetch(`${address}/api/v1/session`, {
    method: 'DELETE',
    headers: { Cookie: cookie, 'X-CSRF-Token': csrf },
  });
  if (gone.status !== 204) throw new Error(`sign out: ${gone.status}`);
}

/** On the page of a new filing: this organ receives it, whatever the catalogue proposes. */
export async function chooseOrgan(page, { region, department }) {
  const level = page.getByLabel('由哪一级办理');
  const other = page.getByRole('button', { name: '另选收件部门' });
  const unsure = page.getByLabel('不清楚，由我选择收件部门');
  // What the catalogue proposes may still be on its way.
  await settled(page);
  await level.or(other).or(unsure).first().waitFor();
  if (await unsure.count()) await unsure.check();
  else if (await other.count()) await other.click();
  await level.selectOption(region);
  await page.locator('select[id$="-department"]').first().selectOption(department);
  const reason = page.getByLabel('另选的理由');
  if (await reason.count()) await reason.fill('原先由该部门受理');
}
