// One import as it stands, kept fresh: by notices while it runs, and by asking now and then where
// none come.
import { onScopeDispose, shallowRef, watch } from 'vue';
import { answer, api } from '@/api/client';
import type { Schema } from '@/api/client';
import { onImport } from '@/api/live';
import { useQuery } from '@/ui/useQuery';
import { isRunning } from './stateWords';

type Import = Schema['Import'];

const pollEvery = 2_000;

export function useImport(id: () => string) {
  const query = useQuery((signal) =>
    id()
      ? answer(api.GET('/api/v1/imports/{import}', { signal, params: { path: { import: id() } } }))
      : null,
  );
  const shown = shallowRef<Import>();
  watch(query.data, (read) => (shown.value = read));
  watch(id, () => (shown.value = undefined));

  const end = onImport((notice) => {
    const now = shown.value;
    if (!now || notice.import !== now.id) return;
    if (isRunning(notice.state as Import['state'])) {
      shown.value = {
        ...now,
        state: notice.state as Import['state'],
        rows_read: notice.rows_read,
        rows_total: notice.rows_total ?? now.rows_total ?? null,
      };
    } else {
      query.reload(); // It has ended: the counts are the server's to tell.
    }
  });
  const timer = setInterval(() => {
    if (shown.value && isRunning(shown.value.state)) query.reload();
  }, pollEvery);
  onScopeDispose(() => {
    end();
    clearInterval(timer);
  });
  return { shown, problem: query.problem, reload: query.reload };
}
