// Stretches of countdowns put into lanes: one lane for each limit as somebody had it to answer for,
// told from its first stretch to its last. Only arranges what the server told; it judges nothing.
import type { Schema } from '@/api/client';
import { dayNumber } from '@/pages/calendar/days';
import { kindWord } from './recordNames';

type Stretch = Schema['Stretch'];

/** Days as numbers; a part covers the days from `from` up to and with `to`. */
export interface Part {
  tone: 'zero' | 'ran' | 'warn' | 'over' | 'pause' | 'pause_ahead' | 'left';
  from: number;
  to: number;
}

export interface Lane {
  key: string;
  kind: Stretch['kind'];
  department: string;
  day_zero: string;
  due: string;
  provisional: boolean;
  /** The day it closed, or will close if nobody acts; null where nothing ends it. */
  closed: string | null;
  /** It runs on the day shown. */
  running: boolean;
  /** It begins only after the day shown, if nobody acts. */
  ahead: boolean;
  /** Its end lies after the day shown. */
  end_ahead: boolean;
  how_name: string;
  parts: Part[];
  first: number;
  /** The last day on which something is marked; a bar of overdue days may go on beyond it. */
  marked: number;
}

function partsOf(stretches: Stretch[], as_of: string): Part[] {
  const latest = stretches[stretches.length - 1]!;
  const zero = dayNumber(latest.day_zero);
  const due = dayNumber(latest.due);
  const shown = dayNumber(as_of);
  const now = latest.closed ? Math.min(dayNumber(latest.closed), shown) : shown;
  const warn = Math.max(dayNumber(latest.warn), zero + 1);
  const parts: Part[] = [{ tone: 'zero', from: zero, to: zero }];
  const add = (tone: Part['tone'], from: number, to: number) => {
    if (to >= from) parts.push({ tone, from, to });
  };
  add('ran', zero + 1, Math.min(now, due, warn - 1));
  add('warn', warn, Math.min(now, due));
  add('left', Math.max(now, zero) + 1, due);
  // A sheet may state a due day before the receipt itself: over from receipt on, then.
  add('over', Math.max(due, zero) + 1, now);
  for (const stretch of stretches) {
    if (!stretch.stopped) continue;
    // A pause takes out the days after it began up to and with the day of resuming (domain.md 4.3).
    const from = dayNumber(stretch.opened) + 1;
    const to = stretch.closed ? dayNumber(stretch.closed) : shown;
    add('pause', from, Math.min(to, shown));
    add('pause_ahead', Math.max(from, shown + 1), to);
  }
  return parts;
}

export function lanesOf(stretches: Stretch[], as_of: string): Lane[] {
  const groups = new Map<string, Stretch[]>();
  for (const stretch of stretches) {
    const key = [stretch.kind, stretch.region, stretch.department, stretch.day_zero].join('|');
    groups.set(key, [...(groups.get(key) ?? []), stretch]);
  }
  return [...groups].map(([key, group]) => {
    const sorted = [...group].sort((a, b) => a.opened.localeCompare(b.opened));
    const latest = sorted[sorted.length - 1]!;
    const parts = partsOf(sorted, as_of);
    return {
      key,
      kind: latest.kind,
      department: latest.department,
      day_zero: latest.day_zero,
      due: latest.due,
      provisional: latest.provisional,
      closed: latest.closed,
      how_name: kindWord(latest.how, latest.how_name ?? ''),
      running: sorted[0]!.opened <= as_of && (latest.closed === null || latest.closed > as_of),
      ahead: sorted[0]!.opened > as_of,
      end_ahead: latest.closed !== null && latest.closed > as_of,
      parts,
      first: Math.min(dayNumber(latest.due), ...parts.map((part) => part.from)),
      marked: Math.max(
        dayNumber(latest.due),
        dayNumber(latest.day_zero),
        latest.closed ? dayNumber(latest.closed) : 0,
      ),
    };
  });
}
