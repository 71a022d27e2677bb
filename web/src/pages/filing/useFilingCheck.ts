// What stands between a filing that is written and one that is sent: what it lacks, told once it was
// tried and gone as soon as it is mended, with the focus on the first place at fault; then read once
// more.
import { computed, nextTick, ref, watch } from 'vue';
import type { Ref } from 'vue';
import { faultsOf } from '@/forms/formSchema';
import type { Faults, FormSchema } from '@/forms/formSchema';
import type { Filing } from './filingDraft';
import { lacksOf } from './filingLacks';
import type { Advice } from './useFilingAdvice';

interface Around {
  forOthers: Ref<boolean>;
  form: Ref<FormSchema | null>;
  advice: Ref<Advice | null>;
  /** Asks for the advice again: another window may have filed meanwhile. */
  renewAdvice: () => Promise<unknown>;
  /** Whether the matter has another version by now. */
  renewedMeanwhile: () => Promise<boolean>;
}

export function useFilingCheck(filing: Filing, around: Around) {
  /** Files that the server did not take and that still stand there. */
  const refusedFiles = ref(0);
  const formFaults = ref<Faults>({});
  watch(
    () => filing.matter,
    () => {
      formFaults.value = {};
      refusedFiles.value = 0;
    },
  );
  /** Another organ than the catalogue's tiers name, where they name one. */
  const isOther = computed(
    () => filing.otherOrgan && !!around.advice.value?.tiers.some((tier) => tier.department !== ''),
  );
  const lacks = computed(() =>
    lacksOf(filing, {
      forOthers: around.forOthers.value,
      openCases: around.advice.value?.open_cases.length ?? 0,
      refusedFiles: refusedFiles.value,
      isOther: isOther.value,
    }),
  );
  const tried = ref(false);
  const errors = computed(() => (tried.value ? lacks.value : {}));
  /** It is whole and stands there to be read once more. */
  const checking = ref(false);

  /** Back to the form, at the first place at fault. */
  async function backToFault(): Promise<void> {
    checking.value = false;
    await nextTick();
    document
      .querySelector<HTMLElement>('.new-filing :is([aria-invalid="true"], .files-error)')
      ?.focus();
  }
  /** To what changed while the page was open, before anything is sent. */
  async function toRenewed(): Promise<boolean> {
    if (!(await around.renewedMeanwhile())) return false;
    checking.value = false;
    await nextTick();
    document.getElementById('filing-renewed')?.focus();
    return true;
  }
  async function check(): Promise<void> {
    if (await toRenewed()) return;
    tried.value = true;
    await around.renewAdvice();
    const form = around.form.value;
    formFaults.value = form ? faultsOf(form, filing.forms[filing.matter] ?? {}) : {};
    const faults = Object.keys(lacks.value).length + Object.keys(formFaults.value).length;
    if (faults === 0) checking.value = true;
    else await backToFault();
  }
  function forget(): void {
    tried.value = false;
  }
  const told = { errors, formFaults, refusedFiles, lacks, checking };
  return { ...told, check, backToFault, toRenewed, forget };
}
