// An address inside the site for a plain link. Long tables use <a :href="addressOf(…)"> instead of a
// RouterLink for every cell, which costs a component each; the shell takes the clicks (see followLink).
import type { Router } from 'vue-router';

export function addressOf(path: string, query: Record<string, string | undefined> = {}): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) parts.set(name, value);
  const text = parts.toString();
  return text ? `${path}?${text}` : path;
}

/** Follows a click on a plain inner link without loading the page anew; leaves all other clicks alone. */
export function followLink(event: MouseEvent, router: Router): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]');
  const address = link?.getAttribute('href');
  if (!link || !address?.startsWith('/') || link.target || link.hasAttribute('download')) return;
  if (address.startsWith('/api/') || address.startsWith('/health')) return;
  event.preventDefault();
  void router.push(address);
}
