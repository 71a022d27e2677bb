// The keyboard on a ledger or another list of pages: j and k (or the arrows, once a row has focus) move over the rows, Enter opens
// (the row's link has the focus), "/" goes to the search, [ and ] turn pages.
import { onBeforeUnmount, onMounted } from 'vue';
import type { Ref } from 'vue';

export interface LedgerKeys {
  search: () => void;
  previous: () => void;
  next: () => void;
}

/** `row` finds what has the focus in a row: its link, or the box that chooses it. */
export function useLedgerKeys(
  frame: Ref<HTMLElement | undefined>,
  keys: LedgerKeys,
  row = 'a.case-link',
): void {
  function move(by: number): void {
    const links = [...(frame.value?.querySelectorAll<HTMLElement>(row) ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const target = links[at === -1 ? (by > 0 ? 0 : links.length - 1) : at + by];
    if (!target) return;
    target.focus({ preventScroll: true });
    (target.closest('tr') ?? target.closest('li'))?.scrollIntoView({ block: 'nearest' });
  }
  function pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target as Element;
    const onRow = target.matches(row);
    if (!onRow && target.closest('input, select, textarea, summary, dialog[open]')) return;
    const acts: Record<string, (() => void) | undefined> = {
      j: () => move(1),
      k: () => move(-1),
      ArrowDown: onRow ? () => move(1) : undefined,
      ArrowUp: onRow ? () => move(-1) : undefined,
      '/': keys.search,
      '[': keys.previous,
      ']': keys.next,
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
  // Before the shell's own "/" hears it.
  onMounted(() => window.addEventListener('keydown', pressed, { capture: true }));
  onBeforeUnmount(() => window.removeEventListener('keydown', pressed, { capture: true }));
}
