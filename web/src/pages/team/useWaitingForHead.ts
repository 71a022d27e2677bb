// What waits for the head: proposals to decide, requests for more time, units to call back. The server
// keeps these tasks, so that no case need be asked one by one.
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
  return { data, tasks, problem, reload };
}
