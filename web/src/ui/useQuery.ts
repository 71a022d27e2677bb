// One call to the server and its state. Asks at once and again whenever what `ask` reads changes;
// keeps the old data meanwhile; drops answers that a later question has overtaken.
import { onScopeDispose, ref, shallowRef, watchEffect } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import { ApiProblem } from '@/api/client';
import type { Problem } from '@/api/client';

export interface Query<T> {
  /** The newest answer; stays while the next one is on its way. */
  data: ShallowRef<T | undefined>;
  problem: ShallowRef<Problem | null>;
  loading: Ref<boolean>;
  /** Asks again. */
  reload: () => void;
}

/**
 * useQuery((signal) => answer(api.GET('/api/v1/overview', { signal, params: { query: … } })))
 *
 * Whatever reactive `ask` reads before its first await is watched. Answer null to ask nothing yet.
 */
export function useQuery<T>(ask: (signal: AbortSignal) => Promise<T> | null): Query<T> {
  const data = shallowRef<T>();
  const problem = shallowRef<Problem | null>(null);
  const loading = ref(true);
  const again = ref(0);
  let running: AbortController | undefined;

  watchEffect(() => {
    void again.value;
    running?.abort();
    const mine = (running = new AbortController());
    const question = ask(mine.signal);
    loading.value = question !== null;
    question?.then(
      (found) => {
        if (mine.signal.aborted) return;
        data.value = found;
        problem.value = null;
        loading.value = false;
      },
      (failure: unknown) => {
        if (mine.signal.aborted) return;
        problem.value = problemOf(failure);
        loading.value = false;
      },
    );
  });
  onScopeDispose(() => running?.abort());
  return { data, problem, loading, reload: () => again.value++ };
}

/** What a failure of any kind is shown as. */
export function problemOf(failure: unknown): Problem {
  if (failure instanceof ApiProblem) return failure.problem;
  return {
    type: '/problems/page',
    title: '页面出错',
    status: -1,
    refusal: 'page',
    detail: failure instanceof Error ? failure.message : String(failure),
  };
}
