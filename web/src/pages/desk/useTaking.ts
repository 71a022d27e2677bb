// Taking a case that nobody is named for, by one press. Of two who press at once one gets it, and the
// other hears from the server who has it.
import { ref, shallowRef } from 'vue';
import { answer, api, newKey } from '@/api/client';
import { problemOf } from '@/ui/useQuery';
import type { Row } from './deskGroups';

export interface TakingEnd {
  project: string;
  /** Why it was not taken; empty: it was. */
  refused: string;
}

export function useTaking() {
  /** The case that is being taken. */
  const taking = ref('');
  const ended = shallowRef<TakingEnd | null>(null);

  async function take(row: Row): Promise<boolean> {
    if (taking.value) return false;
    taking.value = row.case_id;
    ended.value = null;
    const project = row.project_name || row.project_code;
    const path = { case: row.case_id };
    try {
      const { version } = await answer(api.GET('/api/v1/cases/{case}', { params: { path } }));
      await answer(
        api.POST('/api/v1/cases/{case}/{act}', {
          params: {
            path: { ...path, act: 'take' },
            header: { 'Idempotency-Key': newKey(), 'If-Match': `"${version}"` },
          },
          body: {},
        }),
      );
      ended.value = { project, refused: '' };
      return true;
    } catch (failure) {
      ended.value = { project, refused: problemOf(failure).detail };
      return false;
    } finally {
      taking.value = '';
    }
  }
  return { taking, ended, take };
}
