// Who works in one's own organ, by its accounts, with what each has in hand: names taken only from cases
// know nobody who is new and do not tell who has left.
import { computed } from 'vue';
import { answer, api } from '@/api/client';
import type { Schema } from '@/api/client';
import { session } from '@/session/session';
import { useQuery } from '@/ui/useQuery';

export type Colleague = Schema['Colleagues']['colleagues'][number];

export function useColleagues(wanted: () => boolean = () => true, changes: () => number = () => 0) {
  const asks = ['clerk', 'head'].includes(session.value?.role ?? '');
  const { data } = useQuery((signal) => {
    void changes();
    return asks && wanted() ? answer(api.GET('/api/v1/colleagues', { signal })) : null;
  });
  // Without the list a name can still be written.
  const all = computed(() => data.value?.colleagues ?? []);
  /** Whom a case can be given to, least to do first. */
  const working = computed(() => all.value.filter(({ enabled }) => enabled));
  /** Whose account is disabled. */
  const gone = computed(() => all.value.filter(({ enabled }) => !enabled));
  return { all, working, gone };
}
