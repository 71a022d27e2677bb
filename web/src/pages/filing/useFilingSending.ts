// Sends a filing that was read once more. What changed meanwhile stops it before; what the server
// refuses by name leads back to its field.
import type { Ref } from 'vue';
import { useRouter } from 'vue-router';
import { answer, api } from '@/api/client';
import type { Problem } from '@/api/client';
import type { FormSchema } from '@/forms/formSchema';
import { useWrite } from '@/pages/imports/useWrite';
import { bodyOf } from './filingDraft';
import type { useFilingCheck } from './useFilingCheck';
import type { useFilingDraft } from './useFilingDraft';

export function useFilingSending(
  draft: ReturnType<typeof useFilingDraft>,
  checked: ReturnType<typeof useFilingCheck>,
  around: {
    forOthers: Ref<boolean>;
    form: Ref<FormSchema | null>;
    renewAdvice: () => Promise<Problem | null>;
  },
) {
  const router = useRouter();
  const { busy, problem, write } = useWrite();

  async function showRefused(): Promise<void> {
    const refused = problem.value;
    if (refused?.refusal === 'credit_code_invalid') await checked.backToFault();
    if (refused?.refusal === 'form_invalid' && refused.field) {
      // The server sees what the page did not: back to the field that it names.
      const field = refused.field.replace(/^form\/?/, '');
      checked.formFaults.value = { [field]: refused.detail ?? '' };
      await checked.backToFault();
    }
  }
  async function send(): Promise<void> {
    if (await checked.toRenewed()) return;
    problem.value = await around.renewAdvice();
    if (problem.value) return;
    // Another window may have filed meanwhile.
    if (draft.filedElsewhere.value) return;
    if (checked.lacks.value.part) return checked.backToFault();
    const body = bodyOf(draft.filing, around.forOthers.value, around.form.value);
    // The draft's own key: sent from two windows, or twice, it is one case.
    const header = { 'Idempotency-Key': draft.id.value };
    const receipt = await write(JSON.stringify(body), () =>
      answer(api.POST('/api/v1/cases', { params: { header }, body })),
    );
    if (!receipt) return showRefused();
    draft.filed(receipt.case_id);
    await router.push({ name: 'voucher', params: { id: receipt.case_id } });
  }
  return { busy, problem, send };
}
