// What the server advises on a filing that is being written: asked anew when the matter, the place, a
// whole project code or, once the typing rests, the form changes, and once more before it is sent.
// Without an answer the page asks as if there were no advice.
import { computed, onScopeDispose, ref, watch } from 'vue';
import type { Ref } from 'vue';
import { answer, api } from '@/api/client';
import type { Problem, Schema } from '@/api/client';
import { sentValues } from '@/forms/formSchema';
import type { FormSchema } from '@/forms/formSchema';
import { levelOf } from '@/ui/catalogue';
import { problemOf, useQuery } from '@/ui/useQuery';
import type { Filing } from './filingDraft';

export type Advice = Schema['FilingAdvice'];
export type Tier = Advice['tiers'][number];
export type OpenCase = Advice['open_cases'][number];

/** An address has room for so much; a form that is longer is looked at beside the case. */
const mostCharacters = 5000;
const restingAfter = 500; // ms

/** The tier that the form's figures reach above the organ that is to decide. */
export function tierAbove(advice: Advice | null, filing: Filing): Tier | undefined {
  const level = levelOf(filing.power === 'none' ? filing.region : filing.upperRegion);
  return advice?.tiers.find((tier) => tier.reached && tier.level < level);
}

export function useFilingAdvice(filing: Filing, form: Ref<FormSchema | null>) {
  const written = computed(() => {
    if (!form.value) return '';
    const values = sentValues(form.value, filing.forms[filing.matter] ?? {});
    const text = Object.keys(values).length ? JSON.stringify(values) : '';
    return encodeURIComponent(text).length > mostCharacters ? '' : text;
  });
  const figures = ref(written.value);
  let rest: ReturnType<typeof setTimeout> | undefined;
  watch(written, (text) => {
    clearTimeout(rest);
    rest = setTimeout(() => (figures.value = text), restingAfter);
  });
  onScopeDispose(() => clearTimeout(rest));
  // The code is being typed: only a whole one is asked about (a local id has 18 characters).
  const code = computed(() => (filing.projectCode.length >= 18 ? filing.projectCode : ''));
  const query = computed(() => ({
    matter: filing.matter,
    ...(code.value ? { project_code: code.value } : {}),
    ...(filing.projectRegion ? { project_region: filing.projectRegion } : {}),
    ...(figures.value ? { form: figures.value } : {}),
  }));
  const { data, loading } = useQuery((signal) =>
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
    clearTimeout(rest);
    figures.value = written.value;
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
  return { advice, asking: loading, renew };
}
