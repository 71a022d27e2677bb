// Where to go after signing in: only a path of this very site. Anything else (another host, `//host`,
// `/\host`, a scheme) would let a link to our sign-in page lead on to somebody else's.
export function localPath(wanted: unknown): string | null {
  if (typeof wanted !== 'string' || !wanted.startsWith('/')) return null;
  // What the browser would read as a host after the first stroke, tabs and line ends left out as it does.
  if (/^\/[\t\r\n]*[/\\]/.test(wanted)) return null;
  let url: URL;
  try {
    url = new URL(wanted, location.origin);
  } catch {
    return null;
  }
  if (url.origin !== location.origin || url.pathname === '/signin') return null;
  return url.pathname + url.search + url.hash;
}
