// Hands out the answers to what `early.ts` asked before the pages' code was there.
declare global {
  // Without the built pages (in development) there is none.
  var qidiEarly: Map<string, Promise<Response>> | undefined;
}

/** The answer under way to this very request, once. */
export function takeEarly(request: Request): Promise<Response> | undefined {
  const early = globalThis.qidiEarly;
  if (request.method !== 'GET') forgetEarly();
  if (!early?.size) return undefined;
  const address = new URL(request.url);
  address.searchParams.sort(); // The same question whatever the order of its parameters.
  const key = address.pathname + address.search;
  const response = early.get(key);
  early.delete(key);
  return response;
}

/** What has been written, or a session that is over, makes old what nobody has taken yet. */
export function forgetEarly(): void {
  globalThis.qidiEarly?.clear();
}
