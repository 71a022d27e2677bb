// The calculator's fields, kept in the address: start, days, unit and pauses (A..B, repeated).
import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';

export interface Pause {
  from: string;
  to: string;
}
export const limitUnits = ['working_days', 'calendar_days'] as const;
export type Unit = (typeof limitUnits)[number];

export function useLimitQuery(today: () => string) {
  const route = useRoute();
  const router = useRouter();
  const one = (name: string): string => {
    const value = route.query[name];
    return String((Array.isArray(value) ? value[0] : value) ?? '');
  };

  const start = computed(() => one('start') || today());
  const days = computed(() => ('days' in route.query ? one('days') : '20'));
  const unit = computed<Unit>(() =>
    one('unit') === 'calendar_days' ? 'calendar_days' : 'working_days',
  );
  const pauses = computed<Pause[]>(() =>
    [route.query['pause'] ?? []].flat().map((text) => {
      const [from = '', to = ''] = String(text).split('..');
      return { from, to };
    }),
  );

  function put(changed: Record<string, string | string[]>): void {
    void router.replace({ query: { ...route.query, ...changed }, hash: route.hash });
  }
  function putPauses(list: Pause[]): void {
    put({ pause: list.map(({ from, to }) => `${from}..${to}`) });
  }
  return {
    start,
    days,
    unit,
    pauses,
    setStart: (day: string) => put({ start: day }),
    setDays: (text: string) => put({ days: text }),
    setUnit: (text: string) => put({ unit: text }),
    setPause: (i: number, end: keyof Pause, day: string) =>
      putPauses(pauses.value.map((pause, j) => (j === i ? { ...pause, [end]: day } : pause))),
    addPause: () => putPauses([...pauses.value, { from: '', to: '' }]),
    removePause: (i: number) => putPauses(pauses.value.filter((_, j) => j !== i)),
  };
}
