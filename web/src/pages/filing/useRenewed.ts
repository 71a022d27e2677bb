// A filing is of the version of its matter that stood there when it was begun. When another one is in
// force meanwhile, that is told before anything is sent; what was typed stays.
import { computed, watch } from 'vue';
import type { Ref } from 'vue';
import { refreshCatalogue } from '@/ui/catalogue';
import type { Matter } from '@/ui/catalogue';
import { keepPapersOf } from './filingDraft';
import type { Filing } from './filingDraft';

export function useRenewed(filing: Filing, matter: Ref<Matter | undefined>) {
  watch(
    [() => filing.version, () => matter.value?.version],
    ([begun, version]) => {
      if (version && begun === 0) filing.version = version;
    },
    { immediate: true },
  );
  const isRenewed = computed(
    () => !!matter.value && filing.version > 0 && filing.version !== matter.value.version,
  );
  /** Goes on under the version in force; papers that it does not ask for are handed in no more. */
  function takeRenewed(): void {
    filing.version = matter.value?.version ?? 0;
    keepPapersOf(filing, matter.value);
  }
  /** Asks the catalogue again, since the page may have been open for long. */
  async function renewedMeanwhile(): Promise<boolean> {
    await refreshCatalogue();
    return isRenewed.value;
  }
  function noteInRemark(words: string): void {
    filing.remark = [filing.remark.trim(), words].filter(Boolean).join('\n').slice(0, 2000);
  }
  return { isRenewed, takeRenewed, renewedMeanwhile, noteInRemark };
}
