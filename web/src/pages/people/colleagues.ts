// Who works in one's own organ, by its accounts: cases go by names, and names taken only from cases know
// nobody who is new and do not tell who has left.
import { computed } from 'vue';
import { answer, api } from '@/api/client';
import { session } from '@/session/session';
import { useQuery } from '@/ui/useQuery';

export function useColleagues(wanted: () => boolean = () => true) {
  const asks = ['clerk', 'head'].includes(session.value?.role ?? '');
  const { data, reload } = useQuery((signal) =>
    asks && wanted() ? answer(api.GET('/api/v1/colleagues', { signal })) : null,
  );
  const all = computed(() => data.value?.colleagues ?? []);
  /** Names that cases can be given to. */
  const working = computed(() => [
    ...new Set(all.value.filter(({ enabled }) => enabled).map(({ name }) => name)),
  ]);
  /** Names whose account is disabled, and no other of that name. */
  const gone = computed(() => [
    ...new Set(
      all.value
        .filter(({ enabled, name }) => !enabled && !working.value.includes(name))
        .map(({ name }) => name),
    ),
  ]);
  return { working, gone, reload };
}
