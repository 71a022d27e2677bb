// What the server advises on a filing that is being written: asked anew when the matter, the place or a
// whole project code changes, and once more before it is sent. Without an answer the page asks as if
// there were no advice.
import { computed } from 'vue';
import { answer, api } from '@/api/client';
import type { Problem, Schema } from '@/api/client';
import { problemOf, useQuery } from '@/ui/useQuery';
import type { Filing } from './filingDraft';

export type Advice = Schema['FilingAdvice'];
export type Tier = Advice['tiers'][number];
export type OpenCase = Advice['open_cases'][number];

export function useFilingAdvice(filing: Filing) {
  // The code is being typed: only a whole one is asked about (a local id has 18 characters).
  const code = computed(() => (filing.projectCode.length >= 18 ? filing.projectCode : ''));
  const query = computed(() => ({
    matter: filing.matter,
    ...(code.value ? { project_code: code.value } : {}),
    ...(filing.projectRegion ? { project_region: filing.projectRegion } : {}),
  }));
  const { data } = useQuery((signal) =>
    query.value.matter
      ? answer(api.GET('/api/v1/filing-advice', { signal, params: { query: query.value } }))
      : null,
  );
  const advice = computed<Advice | null>(() =>
    filing.matter && data.value?.matter === filing.matter ? data.value : null,
  );
  /**
   * As of now: another window may have filed meanwhile. Advice bars nothing, so a failure does not; only
   * that nobody is signed in is told, lest what follows ask for the password a second time.
   */
  async function renew(): Promise<Problem | null> {
    if (!query.value.matter) return null;
    try {
      data.value = await answer(
        api.GET('/api/v1/filing-advice', { params: { query: query.value } }),
      );
    } catch (failure) {
      // What was told before stands.
      const found = problemOf(failure);
      if (found.status === 401) return found;
    }
    return null;
  }
  return { advice, renew };
}
