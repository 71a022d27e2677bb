// What a month's grid writes on a day. Two sources: a year of the calendar, and an explanation of
// why a limit is due when it is. Every mark carries its meaning in words, for readers of any kind.
import type { Schema } from '@/api/client';
import type { CalendarWords } from '@/i18n/zh/calendar';
import { fill } from '@/i18n/words';

export type Tone = 'zero' | 'counted' | 'warned' | 'rest' | 'work' | 'paused' | 'due';

export interface DayMark {
  tone: Tone;
  /** In the corner: 休, 班, 停. */
  badge: string;
  /** Below the date: the count, or the holiday's name. */
  note: string;
  /** Read out in the place of the two above. */
  spoken: string;
}

type Explained = Schema['ExplainedDay'];
type CalendarYear = Schema['CalendarYear'];

/** One day of an explanation in words: "第 3 个工作日", "国庆节放假", … */
export function reasonOf(
  day: Explained,
  counts: 'working_days' | 'calendar_days',
  w: CalendarWords,
): string {
  const unit = counts === 'calendar_days' ? w.calendar_unit_calendar : w.calendar_unit_working;
  const make_up = day.make_up ? w.calendar_why_make_up : '';
  switch (day.why) {
    case 'day_zero':
      return w.calendar_why_zero;
    case 'counted':
      return fill(w.calendar_why_counted, { n: day.number, unit }) + make_up;
    case 'due':
      return (
        (day.number > 0
          ? fill(w.calendar_why_due, { n: day.number, unit })
          : w.calendar_why_due_only) + make_up
      );
    case 'day_off':
      return day.name ? fill(w.calendar_why_day_off, { name: day.name }) : w.calendar_why_rest;
    case 'weekend':
      return w.calendar_why_weekend;
    case 'paused':
      return w.calendar_why_paused;
  }
}

export function marksOfExplained(
  days: Explained[],
  warn: string | null,
  counts: 'working_days' | 'calendar_days',
  w: CalendarWords,
): Map<string, DayMark> {
  const marks = new Map<string, DayMark>();
  for (const day of days) {
    const counted = day.why === 'counted';
    const tone: Tone = {
      day_zero: 'zero' as const,
      counted: warn !== null && day.day >= warn ? ('warned' as const) : ('counted' as const),
      due: 'due' as const,
      day_off: 'rest' as const,
      weekend: 'rest' as const,
      paused: 'paused' as const,
    }[day.why];
    marks.set(day.day, {
      tone,
      badge: day.make_up
        ? w.calendar_badge_work
        : day.why === 'paused'
          ? w.calendar_badge_paused
          : tone === 'rest'
            ? w.calendar_badge_rest
            : '',
      note:
        day.why === 'day_zero'
          ? w.calendar_note_zero
          : day.why === 'due'
            ? w.calendar_note_due
            : counted
              ? String(day.number)
              : tone === 'rest'
                ? day.name // A make-up workday that is paused is no part of the holiday.
                : '',
      spoken: reasonOf(day, counts, w),
    });
  }
  return marks;
}

export function marksOfYear(year: CalendarYear, w: CalendarWords): Map<string, DayMark> {
  return new Map(
    year.days.map((day) => {
      const off = day.kind === 'day_off';
      return [
        day.day,
        {
          tone: off ? 'rest' : 'work',
          badge: off ? w.calendar_badge_rest : w.calendar_badge_work,
          note: '',
          spoken: fill(off ? w.calendar_why_day_off : w.calendar_why_make_up_for, {
            name: day.name,
          }),
        } satisfies DayMark,
      ];
    }),
  );
}
