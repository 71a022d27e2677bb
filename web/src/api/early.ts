// The first page's questions, asked by a small script of their own that comes before the pages' code: on a
// slow line and machine, fetching and running that code takes as long as the answers' way. What is asked
// here must be what the page asks, parameter for parameter; a question that no page takes was for nothing.
// `early_answers.ts` hands the answers out. Imports nothing, so that it is one small file.
const early = (globalThis.qidiEarly = new Map<string, Promise<Response>>());

function ask(path: string, parameters?: URLSearchParams): void {
  const address = new URL(path, location.origin);
  parameters?.forEach((value, name) => address.searchParams.append(name, value));
  const response = fetch(address);
  response.catch(() => {}); // Whoever takes it sees the failure.
  address.searchParams.sort();
  early.set(address.pathname + address.search, response);
}
/** Those of the address's parameters that the page hands on. */
function only(...names: string[]): URLSearchParams {
  return new URLSearchParams([...asked].filter(([name]) => names.includes(name)));
}

const { pathname, search } = location;
const asked = new URLSearchParams(search);
const [first, second] = pathname.slice(1).split('/');
ask('/api/v1/session');
ask('/api/v1/site');
if (pathname !== '/calendar' && pathname !== '/signin') ask('/api/v1/catalogue');
if (pathname === '/') ask('/api/v1/overview', asked);
if (first === 'ledgers') {
  for (const own of ['columns', 'page']) asked.delete(own);
  if (!asked.has('limit')) asked.set('limit', '50');
  ask(`/api/v1/ledgers/${second || 'pending'}`, asked);
}
if (first === 'cases' && second) {
  ask(`/api/v1/cases/${second}`, only('as_of'));
  ask(`/api/v1/cases/${second}/countdowns`, only('as_of'));
  ask(`/api/v1/cases/${second}/record`);
  // The page asks the rest by the case's own id, which a case number in the address is not.
  if (/^[0-9a-f]{32}$/.test(second)) {
    if (!asked.has('as_of')) {
      for (const part of ['acts', 'prerequisites']) ask(`/api/v1/cases/${second}/${part}`);
    }
    for (const part of ['ratings', 'contact', 'files', 'opinions', 'writs']) {
      ask(`/api/v1/cases/${second}/${part}`);
    }
  }
}
if (first === 'circulars') {
  ask('/api/v1/circulars');
  if (second && /^\d{4}-(0[1-9]|1[0-2])$/.test(second)) {
    ask(`/api/v1/circulars/${second}`, only('region'));
  }
}
if (first === 'calendar') ask('/api/v1/calendar');
if (first === 'team') ask('/api/v1/team');
// What nobody took while the first page came up is old.
setTimeout(() => early.clear(), 5000);
