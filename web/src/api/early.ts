// The first page's questions, asked before the pages' own code has been run: on a slow machine running it
// takes as long as the answer's way. `client.ts` hands the answers out to whoever asks the same first.
const early = new Map<string, Promise<Response>>();

/** The same question whatever the order of its parameters. */
function keyOf(address: string): string {
  const url = new URL(address, location.origin);
  url.searchParams.sort();
  return url.pathname + url.search;
}
function ask(path: string, parameters?: URLSearchParams): void {
  const text = parameters?.toString();
  const address = text ? `${path}?${text}` : path;
  const response = fetch(address);
  response.catch(() => {}); // Whoever takes it sees the failure.
  early.set(keyOf(address), response);
}

/** The answer under way to this very request, once. */
export function takeEarly(request: Request): Promise<Response> | undefined {
  if (request.method !== 'GET' || early.size === 0) return undefined;
  const key = keyOf(request.url);
  const response = early.get(key);
  early.delete(key);
  return response;
}

const { pathname, search } = location;
const parameters = new URLSearchParams(search);
ask('/api/v1/session');
if (pathname === '/') ask('/api/v1/overview', parameters);
const list = /^\/ledgers\/([a-z-]+)$/.exec(pathname)?.[1];
if (list) {
  for (const own of ['columns', 'page']) parameters.delete(own);
  if (!parameters.has('limit')) parameters.set('limit', '50');
  ask(`/api/v1/ledgers/${list}`, parameters);
}
if (pathname === '/' || list) ask('/api/v1/catalogue');
// What nobody took while the first page came up is old.
setTimeout(() => early.clear(), 5000);
