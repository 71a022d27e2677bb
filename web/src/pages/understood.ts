// What an address may ask of its page beyond the path. A day that is none, a region that is not there: the
// page would fall back to another in silence, and a link sent on would tell something else than was meant.
import type { LocationQuery } from 'vue-router';
import { isDay } from '@/pages/calendar/days';
import { catalogue, regionOf } from '@/ui/catalogue';

/** How a parameter is read; a list names all that it may be. */
export type Reading = 'day' | 'region' | 'year' | readonly string[];

declare module 'vue-router' {
  interface RouteMeta {
    /** Parameters of the query that the page would not tell were wrong itself. */
    asks?: Readonly<Record<string, Reading>>;
  }
}

function isRead(value: string, as: Reading): boolean {
  if (as === 'day') return isDay(value);
  if (as === 'year') return /^(19|20|21)\d{2}$/.test(value);
  // Before the catalogue is there, and for whoever gets none, the shape has to do.
  if (as === 'region') {
    return /^\d{6}$/.test(value) && (!catalogue.value || regionOf(value) !== undefined);
  }
  return as.includes(value);
}

export interface Unread {
  name: string;
  value: string;
  as: Reading;
}

/** What the address asks and the page cannot read. */
export function unreadIn(query: LocationQuery, asks: Readonly<Record<string, Reading>>): Unread[] {
  return Object.entries(asks).flatMap(([name, as]) => {
    const asked = query[name];
    if (!asked) return [];
    if (typeof asked === 'string' && isRead(asked, as)) return [];
    return [{ name, value: [asked].flat().join(' '), as }];
  });
}
