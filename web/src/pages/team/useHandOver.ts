// Gives several cases to another officer: one act each, one after the other, each resting on the version
// that the server tells right before. What cannot be done is told by case; the others are done.
import { ref, shallowRef } from 'vue';
import { answer, api, newKey } from '@/api/client';
import type { Schema } from '@/api/client';
import { problemOf } from '@/ui/useQuery';

type Row = Schema['LedgerRow'];
export interface NotGiven {
  row: Row;
  detail: string;
}

export function useHandOver() {
  const working = shallowRef<{ n: number; all: number } | null>(null);
  const done = ref(0);
  const failed = shallowRef<NotGiven[]>([]);

  async function giveOne(row: Row, act: 'assign' | 'hand_over', officer: string): Promise<void> {
    const path = { case: row.case_id };
    const { version } = await answer(api.GET('/api/v1/cases/{case}', { params: { path } }));
    await answer(
      api.POST('/api/v1/cases/{case}/{act}', {
        params: {
          path: { ...path, act },
          header: { 'Idempotency-Key': newKey(), 'If-Match': `"${version}"` },
        },
        body: { officer },
      }),
    );
  }
  async function give(rows: Row[], act: 'assign' | 'hand_over', officer: string): Promise<void> {
    done.value = 0;
    failed.value = [];
    for (const [at, row] of rows.entries()) {
      working.value = { n: at + 1, all: rows.length };
      try {
        await giveOne(row, act, officer);
        done.value++;
      } catch (failure) {
        failed.value = [...failed.value, { row, detail: problemOf(failure).detail }];
      }
    }
    working.value = null;
  }
  return { working, done, failed, give };
}
