// What the server advises on a filing that is being written: asked anew when the matter, the place or a
// whole project code changes. Without an answer the page asks as if there were no advice.
import { computed } from 'vue';
import { answer, api } from '@/api/client';
import type { Schema } from '@/api/client';
import { useQuery } from '@/ui/useQuery';
import type { Filing } from './filingDraft';

export type Advice = Schema['FilingAdvice'];
export type Tier = Advice['tiers'][number];

export function useFilingAdvice(filing: Filing) {
  // The code is being typed: only a whole one is asked about.
  const code = computed(() => (filing.projectCode.length >= 20 ? filing.projectCode : ''));
  const { data } = useQuery((signal) => {
    const query = {
      matter: filing.matter,
      ...(code.value ? { project_code: code.value } : {}),
      ...(filing.projectRegion ? { project_region: filing.projectRegion } : {}),
    };
    return query.matter
      ? answer(api.GET('/api/v1/filing-advice', { signal, params: { query } }))
      : null;
  });
  return computed<Advice | null>(() =>
    filing.matter && data.value?.matter === filing.matter ? data.value : null,
  );
}
