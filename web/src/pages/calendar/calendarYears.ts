// The years of the calendar, fetched once each while the page lives: the month's grids, the axis of
// a case and the calculator all ask for the same few. A region with days off of its own has its own
// calendar; for all others, and without a region, it is the State Council's.
import { ref, watchEffect } from 'vue';
import type { Ref } from 'vue';
import { answer, api } from '@/api/client';
import type { Schema } from '@/api/client';
import { dayNumber, dayText, weekday } from './days';

type CalendarYear = Schema['CalendarYear'];

const fetched = new Map<string, Promise<CalendarYear>>();

export function calendarYear(year: number, region = ''): Promise<CalendarYear> {
  const key = `${year} ${region}`;
  let wanted = fetched.get(key);
  if (!wanted) {
    const query = region ? { region } : {};
    wanted = answer(api.GET('/api/v1/calendar/{year}', { params: { path: { year }, query } }));
    // A failure is not kept, so that the next asking tries again.
    wanted.catch(() => fetched.delete(key));
    fetched.set(key, wanted);
  }
  return wanted;
}

/** The rest days between two days, as numbers. Empty until fetched: shading only, so no waiting. */
export function useRestDays(
  span: () => { first: number; last: number } | null,
  region: () => string,
): Ref<Set<number>> {
  const rest = ref(new Set<number>());
  watchEffect(async (onCleanup) => {
    const wanted = span();
    if (!wanted) return;
    let dropped = false;
    onCleanup(() => (dropped = true));
    const first = Number(dayText(wanted.first).slice(0, 4));
    const last = Number(dayText(wanted.last).slice(0, 4));
    const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    const where = region();
    const told = await Promise.allSettled(years.map((year) => calendarYear(year, where)));
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
