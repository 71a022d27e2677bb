// Hands all open cases of one officer over: every case is an act of its own under an id of its own, made
// of the hand-over's key and the case, and kept in this browser until all is done. Sent again, after a
// broken line or a reload, what was done already answers as done and is not done twice.
import { computed, ref, shallowRef } from 'vue';
import { answer, api, newKey } from '@/api/client';
import type { Schema } from '@/api/client';
import { problemOf } from '@/ui/useQuery';

type Row = Schema['LedgerRow'];
export interface HandedOver {
  row: Row;
  to: string;
  state: 'waiting' | 'done' | 'failed';
  detail: string;
}
const open = ['in_review', 'waiting_for_unit', 'deciding', 'paused', 'granted'] as const;

/** All open cases of the officer in his organ, whatever their state, page by page. */
export async function openCasesOf(
  organ: { region: string; department: string },
  officer: string,
  signal: AbortSignal,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const state of open) {
    let cursor: string | undefined;
    do {
      const page: Schema['LedgerPage'] = await answer(
        api.GET('/api/v1/ledgers/{list}', {
          signal,
          params: {
            path: { list: 'all' },
            query: { ...organ, officer, state, limit: 200, ...(cursor ? { cursor } : {}) },
          },
        }),
      );
      rows.push(...page.rows.filter((row) => row.region === organ.region));
      cursor = page.next ?? undefined;
    } while (cursor);
  }
  return rows;
}

/** The key of one hand-over: the same officer and receivers go on under the same one. */
function keptKey(from: string, receivers: string[]): string {
  const name = `hand-over:${from}:${receivers.join('、')}`;
  const kept = sessionStorage.getItem(name) ?? newKey();
  sessionStorage.setItem(name, kept);
  return kept;
}

export function useHandOverAll() {
  const list = shallowRef<HandedOver[]>([]);
  const busy = ref(false);
  const counted = (state: HandedOver['state']) =>
    list.value.filter((one) => one.state === state).length;
  const done = computed(() => counted('done'));
  const failed = computed(() => counted('failed'));

  function put(at: number, change: Partial<HandedOver>): void {
    list.value = list.value.map((one, place) => (place === at ? { ...one, ...change } : one));
  }
  async function giveOne(one: HandedOver, key: string): Promise<void> {
    const path = { case: one.row.case_id };
    const { version } = await answer(api.GET('/api/v1/cases/{case}', { params: { path } }));
    await answer(
      api.POST('/api/v1/cases/{case}/{act}', {
        params: {
          path: { ...path, act: 'hand_over' },
          header: { 'Idempotency-Key': `${key}.${one.row.case_id}`, 'If-Match': `"${version}"` },
        },
        body: { officer: one.to },
      }),
    );
  }
  /** Begins, or goes on with what has not been done. */
  async function giveAll(rows: Row[], from: string, receivers: string[]): Promise<void> {
    if (busy.value || receivers.length === 0) return;
    busy.value = true;
    const key = keptKey(from, receivers);
    if (list.value.length === 0) {
      list.value = rows.map((row, at) => ({
        row,
        to: receivers[at % receivers.length] ?? '',
        state: 'waiting',
        detail: '',
      }));
    }
    for (const [at, one] of list.value.entries()) {
      if (one.state === 'done') continue;
      try {
        await giveOne(one, key);
        put(at, { state: 'done', detail: '' });
      } catch (failure) {
        put(at, { state: 'failed', detail: problemOf(failure).detail });
      }
    }
    busy.value = false;
  }
  return { list, busy, done, failed, giveAll };
}
