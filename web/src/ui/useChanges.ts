// Tells a page that newer acts have been recorded than what it shows, so that it can quietly offer
// 刷新 instead of changing under the reader's eyes.
import { onScopeDispose, ref } from 'vue';
import type { Ref } from 'vue';
import { onChanged } from '@/api/live';

/**
 * `changed` turns true on a notice that touches one of `cases` (any case when left out, and any notice
 * that names none); `seen()` after reloading.
 */
export function useChanges(cases?: () => string[]): { changed: Ref<boolean>; seen: () => void } {
  const changed = ref(false);
  const end = onChanged((notice) => {
    const mine = cases?.();
    if (!mine || notice.cases.length === 0 || notice.cases.some((id) => mine.includes(id))) {
      changed.value = true;
    }
  });
  onScopeDispose(end);
  return { changed, seen: () => (changed.value = false) };
}
