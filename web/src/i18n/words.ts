// The words of the pages, Chinese first. A key missing in English falls back to Chinese; the types
// make sure that no page asks for a key that is not there. `words` are the shell's and the shared
// components'; each area of pages brings its own by `areaWords`, with its pages and not before.
import { computed, ref, shallowRef, watch } from 'vue';
import type { ComputedRef } from 'vue';
import { zh } from './zh';
import type { Words } from './zh';

export type Language = 'zh' | 'en';

const english = shallowRef<Partial<Words>>({});
export const language = ref<Language>('zh');

export async function setLanguage(wanted: Language): Promise<void> {
  if (wanted === 'en') english.value = (await import('./en')).en;
  language.value = wanted;
  document.documentElement.lang = wanted === 'en' ? 'en' : 'zh-CN';
  localStorage.setItem('language', wanted);
}

/** All words in the chosen language; in templates `w.nav_ledgers`. */
export const words = computed<Words>(() =>
  language.value === 'en' ? { ...zh, ...english.value } : zh,
);

/** The words of one area: the Chinese at hand, the English fetched when it is first chosen. */
export function areaWords<Keys extends string>(
  chinese: Record<Keys, string>,
  loadEnglish: () => Promise<Partial<Record<Keys, string>>>,
): ComputedRef<Record<Keys, string>> {
  const translated = shallowRef<Partial<Record<Keys, string>>>({});
  let asked = false;
  watch(
    language,
    async (chosen) => {
      if (chosen !== 'en' || asked) return;
      asked = true;
      try {
        translated.value = await loadEnglish();
      } catch {
        asked = false; // Chinese stands in; the next change of language tries again.
      }
    },
    { immediate: true },
  );
  return computed(() => (language.value === 'en' ? { ...chinese, ...translated.value } : chinese));
}

/** Puts values in: fill('共 {n} 件', { n: 3 }). */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
