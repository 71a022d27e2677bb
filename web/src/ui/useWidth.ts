// The width of an element in rem, kept up to date: charts draw to it so that their type keeps its size.
import { onBeforeUnmount, onMounted, ref } from 'vue';
import type { Ref } from 'vue';

export function useWidth(element: Ref<Element | undefined>): Ref<number> {
  const width = ref(0);
  let watcher: ResizeObserver | undefined;
  onMounted(() => {
    const measure = () => {
      const root = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      width.value = (element.value?.clientWidth ?? 0) / root;
    };
    measure();
    watcher = new ResizeObserver(measure);
    if (element.value) watcher.observe(element.value);
  });
  onBeforeUnmount(() => watcher?.disconnect());
  return width;
}
