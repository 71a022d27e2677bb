// The pages of one's notices read so far, and marking them. What is marked is shown as read at once;
// when the server could not keep it, the list is asked for anew.
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { answer, api, done, newKey } from '@/api/client';
import type { Problem } from '@/api/client';
import { onNotices } from '@/api/live';
import { askUnread } from '@/shell/unread';
import { problemOf } from '@/ui/useQuery';
import type { Group, Notice } from './noticesWords';

export function useNotices(filter: () => { unread: boolean; group: Group | undefined }) {
  const notices = shallowRef<Notice[]>();
  const next = ref<number | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const busy = ref(false);
  let turn = 0;

  async function ask(before?: number) {
    const mine = ++turn;
    const { unread, group } = filter();
    busy.value = true;
    try {
      const page = await answer(
        api.GET('/api/v1/notices', {
          params: {
            query: {
              ...(unread ? { unread: 'true' as const } : {}),
              ...(group ? { group } : {}),
              ...(before ? { before } : {}),
            },
          },
        }),
      );
      if (mine !== turn) return;
      notices.value = before ? [...(notices.value ?? []), ...page.notices] : page.notices;
      next.value = page.next;
      problem.value = null;
    } catch (failure) {
      if (mine === turn) problem.value = problemOf(failure);
    } finally {
      if (mine === turn) busy.value = false;
    }
  }
  const reload = () => void ask();
  watch(
    () => JSON.stringify(filter()),
    () => {
      notices.value = undefined;
      reload();
    },
    { immediate: true },
  );
  // Whoever has gone on to earlier pages keeps them; the bell tells of the new ones.
  onScopeDispose(
    onNotices(() => {
      if ((notices.value?.length ?? 0) <= 50) reload();
    }),
  );

  async function mark(send: (header: { 'Idempotency-Key': string }) => Promise<unknown>) {
    try {
      await send({ 'Idempotency-Key': newKey() });
    } catch (failure) {
      problem.value = problemOf(failure);
      reload();
    }
    void askUnread();
  }
  function readOne(notice: Notice) {
    if (notice.read) return;
    notices.value = notices.value?.map((one) => (one === notice ? { ...one, read: true } : one));
    void mark((header) =>
      done(
        api.POST('/api/v1/notices/{number}/read', {
          params: { header, path: { number: String(notice.number) } },
        }),
      ),
    );
  }
  function readAll() {
    const newest = Math.max(0, ...(notices.value ?? []).map((one) => one.number));
    notices.value = notices.value?.map((one) => ({ ...one, read: true }));
    void mark((header) =>
      done(api.POST('/api/v1/notices/read', { params: { header }, body: { up_to: newest } })),
    );
  }
  const hasUnread = computed(() => notices.value?.some((one) => !one.read) ?? false);
  const more = () => void (next.value && ask(next.value));
  return { notices, next, problem, busy, hasUnread, reload, more, readOne, readAll };
}
