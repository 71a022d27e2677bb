// Which cases wait for the head: those on which he may decide or grant an extension now. Only the server
// can tell, case by case, so the most urgent ones are asked about, a few at a time.
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { answer, api } from '@/api/client';
import type { Problem, Schema } from '@/api/client';
import { problemOf } from '@/ui/useQuery';

type Row = Schema['LedgerRow'];
export interface Waiting {
  row: Row;
  acts: ('decide' | 'extend')[];
}
const most = 60;
const atOnce = 4;

export function useWaitingForHead(
  organ: () => { region: string; department: string },
  changes: () => number,
) {
  const waiting = shallowRef<Waiting[]>([]);
  const progress = shallowRef<{ n: number; all: number } | null>({ n: 0, all: 0 });
  const problem = shallowRef<Problem | null>(null);
  const more = ref(false);
  let running: AbortController | undefined;

  async function ask(row: Row, signal: AbortSignal): Promise<Waiting | null> {
    const params = { path: { case: row.case_id } };
    const { acts } = await answer(api.GET('/api/v1/cases/{case}/acts', { signal, params }));
    const open = (['decide', 'extend'] as const).filter((act) =>
      acts.some((one) => one.act === act && one.allowed),
    );
    return open.length ? { row, acts: open } : null;
  }
  async function look(signal: AbortSignal): Promise<void> {
    const { region, department } = organ();
    const page = await answer(
      api.GET('/api/v1/ledgers/{list}', {
        signal,
        params: {
          path: { list: 'pending' },
          query: { region, department, state: 'deciding', sort: 'due', limit: most },
        },
      }),
    );
    more.value = page.next !== null;
    const rows = page.rows.filter((row) => row.region === region && row.department === department);
    const found = new Map<string, Waiting>();
    let next = 0;
    let asked = 0;
    progress.value = { n: 0, all: rows.length };
    const work = async () => {
      for (let row = rows[next++]; row; row = rows[next++]) {
        const one = await ask(row, signal);
        if (one) found.set(row.case_id, one);
        progress.value = { n: ++asked, all: rows.length };
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    if (signal.aborted) return;
    waiting.value = rows.flatMap((row) => found.get(row.case_id) ?? []);
    progress.value = null;
  }
  watch(
    changes,
    () => {
      running?.abort();
      const mine = (running = new AbortController());
      problem.value = null;
      look(mine.signal).catch((failure: unknown) => {
        if (mine.signal.aborted) return;
        problem.value = problemOf(failure);
        progress.value = null;
      });
    },
    { immediate: true },
  );
  onScopeDispose(() => running?.abort());
  return { waiting, progress, problem, more, most };
}
