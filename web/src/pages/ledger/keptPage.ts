// The list last looked at, kept while the pages are open: the way back from a case finds it at once, at
// the same place and with the focus on the same case. The server is asked again all the same.
import { nextTick, onBeforeUnmount, onMounted, watch } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import type { Schema } from '@/api/client';

type Page = Schema['LedgerPage'];
let kept: { question: string; page: Page; case?: string; top?: number } | undefined;

export function useKeptPage(
  question: ComputedRef<string>,
  data: ShallowRef<Page | undefined>,
  frame: Ref<HTMLElement | undefined>,
): void {
  const back = kept?.question === question.value ? kept : undefined;
  if (back) data.value = back.page;
  watch(data, (page) => (kept = page && { question: question.value, page }));

  // The table's frame scrolls within the page, whose own place the router brings back.
  const scroller = () => frame.value?.querySelector('.table-frame');
  onMounted(async () => {
    if (!back) return;
    await nextTick(); // Table or cards: which one is known only now.
    const frameNow = scroller();
    if (frameNow && back.top) frameNow.scrollTop = back.top;
    const links = frame.value?.querySelectorAll<HTMLElement>('a.case-link') ?? [];
    const same = [...links].find((link) => link.getAttribute('href') === back.case);
    same?.focus({ preventScroll: true });
  });
  onBeforeUnmount(() => {
    const link = document.activeElement?.closest('a.case-link')?.getAttribute('href');
    if (kept) Object.assign(kept, { case: link ?? undefined, top: scroller()?.scrollTop });
  });
}
