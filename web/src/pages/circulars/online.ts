// The online share out of a circular's counts. What is filed is what was received without what came
// back (补正再报, 重新办理), which nobody files anew.
import { sum } from './figures';
import type { Figures } from './figures';

export interface Online {
  filed: number;
  filedOnline: number;
  handled: number;
  handledOnline: number;
}

export function onlineOf(figures: Figures): Online {
  return {
    filed: figures.accepted - figures.refiled - figures.reopened,
    filedOnline: figures.online_filed,
    handled: figures.finished,
    handledOnline: figures.online_handled,
  };
}
export const sumOf = sum;

/** 96.4%; a dash over nothing. */
export function shareText(part: number, whole: number): string {
  return whole > 0 ? `${((part / whole) * 100).toFixed(1)}%` : '—';
}

const share = ({ filed, filedOnline, handled, handledOnline }: Online): number =>
  filed > 0 ? filedOnline / filed : handledOnline / Math.max(handled, 1);
/** Who is furthest from all online comes first; of equals who has more. */
export function lowestFirst(one: { online: Online }, other: { online: Online }): number {
  return share(one.online) - share(other.online) || other.online.filed - one.online.filed;
}
