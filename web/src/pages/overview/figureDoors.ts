// Whether a figure of the overview leads to a ledger. The overview counts for everybody alike; a ledger
// lists only what one's post reaches. Where it would list fewer than the figure says, the figure is
// told and leads nowhere. What is reached the server decides (domain/people/reach.h); this only follows.
import { session } from '@/session/session';

const ofOrgans = new Set<string>(['clerk', 'head', 'superior']);
const prefixOf = (code: string): string => code.replace(/(00)+$/, '');

/** Whether one's post is of one organ, and reaches its cases alone. */
export const isOfOrgan = (): boolean => !!session.value && ofOrgans.has(session.value.role);

/** `region` is a code, empty for the whole; `department` where the list is of one organ's cases. */
export function opensAll(region: string, department = ''): boolean {
  const me = session.value;
  if (!me) return false;
  if (ofOrgans.has(me.role)) return region === me.region && department === me.department;
  return region.startsWith(prefixOf(me.region)) || prefixOf(me.region) === '15';
}
