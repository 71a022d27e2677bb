// Moving over rows by the keyboard: j and k (or the arrows while a row has the focus), Enter follows the
// row's link by itself, "/" goes to the search field.
import { onBeforeUnmount, onMounted } from 'vue';
import type { Ref } from 'vue';

export function useRowKeys(frame: Ref<HTMLElement | null>, search: () => void): void {
  function move(by: number): void {
    const links = [...(frame.value?.querySelectorAll<HTMLElement>('a.row-link') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const target = links[at === -1 ? (by > 0 ? 0 : links.length - 1) : at + by];
    target?.focus({ preventScroll: true });
    target?.closest('tr')?.scrollIntoView({ block: 'nearest' });
  }
  function pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target as Element;
    if (target.closest('input, select, textarea, summary, dialog[open]')) return;
    const onRow = target.matches('a.row-link');
    const steps: Record<string, (() => void) | undefined> = {
      j: () => move(1),
      k: () => move(-1),
      ArrowDown: onRow ? () => move(1) : undefined,
      ArrowUp: onRow ? () => move(-1) : undefined,
      '/': search,
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    step();
  }
  // Before the shell's own "/" hears it.
  onMounted(() => window.addEventListener('keydown', pressed, { capture: true }));
  onBeforeUnmount(() => window.removeEventListener('keydown', pressed, { capture: true }));
}
