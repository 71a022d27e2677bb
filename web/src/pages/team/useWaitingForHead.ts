// What waits for whoever decides: proposals, requests for more time, units to call back, reasons owed. The
// server keeps these tasks, so that no case need be asked one by one; of each kind it tells the first.
import { computed } from 'vue';
import { answer, api } from '@/api/client';
import type { Schema } from '@/api/client';
import { useQuery } from '@/ui/useQuery';

export type Task = Schema['WaitingForHead']['tasks'][number];

export function useWaitingForHead(changes: () => number) {
  const { data, problem, reload } = useQuery((signal) => {
    void changes();
    return answer(api.GET('/api/v1/team/waiting', { signal }));
  });
  const tasks = computed(() => data.value?.tasks ?? []);
  /** Joint handlings that wait for a government's leader. */
  const joint = computed(() => data.value?.joint ?? []);
  /** All there are of a kind; more than are told where there are many. */
  const countOf = (kind: Task['kind']) =>
    data.value?.counts.find((one) => one.kind === kind)?.tasks ?? 0;
  const count = computed(() =>
    (data.value?.counts ?? []).reduce((sum, one) => sum + one.tasks, joint.value.length),
  );
  return { data, tasks, joint, count, countOf, problem, reload };
}
