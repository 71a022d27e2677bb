// The years of the calendar, fetched once each while the page lives: the month's grids, the axis of
// a case and the calculator all ask for the same few.
import { ref, watchEffect } from 'vue';
import type { Ref } from 'vue';
import { answer, api } from '@/api/client';
import type { Schema } from '@/api/client';
import { dayNumber, dayText, weekday } from './days';

type CalendarYear = Schema['CalendarYear'];

const fetched = new Map<number, Promise<CalendarYear>>();

export function calendarYear(year: number): Promise<CalendarYear> {
  let wanted = fetched.get(year);
  if (!wanted) {
    wanted = answer(api.GET('/api/v1/calendar/{year}', { params: { path: { year } } }));
    // A failure is not kept, so that the next asking tries again.
    wanted.catch(() => fetched.delete(year));
    fetched.set(year, wanted);
  }
  return wanted;
}

/** The rest days between two days, as numbers. Empty until fetched: shading only, so no waiting. */
export function useRestDays(span: () => { first: number; last: number } | null): Ref<Set<number>> {
  const rest = ref(new Set<number>());
  watchEffect(async (onCleanup) => {
    const wanted = span();
    if (!wanted) return;
    let dropped = false;
    onCleanup(() => (dropped = true));
    const first = Number(dayText(wanted.first).slice(0, 4));
    const last = Number(dayText(wanted.last).slice(0, 4));
    const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    const told = await Promise.allSettled(years.map(calendarYear));
    if (dropped) return;
    const named = new Map(
      told.flatMap((year) =>
        year.status === 'fulfilled'
          ? year.value.days.map((day) => [dayNumber(day.day), day.kind] as const)
          : [],
      ),
    );
    const found = new Set<number>();
    for (let day = wanted.first; day <= wanted.last; day++) {
      const kind = named.get(day);
      if (kind === 'day_off' || (kind === undefined && weekday(day) > 4)) found.add(day);
    }
    rest.value = found;
  });
  return rest;
}
