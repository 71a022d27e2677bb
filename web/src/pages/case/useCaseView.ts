// What one case page asks of the server: the case as of the day, its countdowns and its record; and
// the day itself, which lives in the address.
import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { answer, api } from '@/api/client';
import { isDay } from '@/pages/calendar/days';
import { useQuery } from '@/ui/useQuery';

export function useCaseView() {
  const route = useRoute();
  const router = useRouter();
  const id = computed(() => String(route.params['id'] ?? ''));
  /** The day asked for, or empty for today. */
  const asOf = computed(() => {
    const asked = route.query['as_of'];
    return isDay(asked) ? asked : '';
  });

  const asked = () => ({
    path: { case: id.value },
    query: asOf.value ? { as_of: asOf.value } : {},
  });
  const read = useQuery((signal) =>
    id.value ? answer(api.GET('/api/v1/cases/{case}', { signal, params: asked() })) : null,
  );
  const countdowns = useQuery((signal) =>
    id.value
      ? answer(api.GET('/api/v1/cases/{case}/countdowns', { signal, params: asked() }))
      : null,
  );
  const record = useQuery((signal) =>
    id.value
      ? answer(
          api.GET('/api/v1/cases/{case}/record', { signal, params: { path: { case: id.value } } }),
        )
      : null,
  );

  function goTo(day: string): void {
    const query = { ...route.query };
    delete query['as_of'];
    if (day) query['as_of'] = day;
    void router.push({ query, hash: route.hash });
  }
  function reload(): void {
    read.reload();
    countdowns.reload();
    record.reload();
  }
  return { id, asOf, read, countdowns, record, goTo, reload };
}
