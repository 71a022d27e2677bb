// One kind of write from a page. While it is on its way a second click does nothing; sent again after
// a failure it carries the same key, so that the server does it once, whatever the network did.
import { ref, shallowRef } from 'vue';
import { newKey } from '@/api/client';
import type { Problem } from '@/api/client';
import { problemOf } from '@/ui/useQuery';

export function useWrite() {
  const busy = ref(false);
  const problem = shallowRef<Problem | null>(null);
  let pending: { intent: string; key: string } | null = null;

  /** `intent` says what is meant: another intent is another write with another key. */
  async function write<T>(intent: string, send: (key: string) => Promise<T>): Promise<T | null> {
    if (busy.value) return null;
    if (pending?.intent !== intent) pending = { intent, key: newKey() };
    busy.value = true;
    problem.value = null;
    try {
      const done = await send(pending.key);
      pending = null;
      return done;
    } catch (failure) {
      problem.value = problemOf(failure);
      // What the server has judged is answered; asking again is a new intent. Only where no answer
      // came (or it was too busy to look) is the key kept for the retry.
      const { status } = problem.value;
      if (status !== 0 && status < 500 && status !== 429) pending = null;
      return null;
    } finally {
      busy.value = false;
    }
  }
  return { busy, problem, write };
}
