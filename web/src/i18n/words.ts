// The words of the pages, Chinese first. A key missing in English falls back to Chinese; the type
// makes sure that no page asks for a key that is not there.
import { computed, ref } from 'vue';
import { zh } from './zh';
import type { Words } from './zh';

export type Language = 'zh' | 'en';

const english = ref<Partial<Words>>({});
export const language = ref<Language>('zh');

export async function setLanguage(wanted: Language): Promise<void> {
  if (wanted === 'en') english.value = (await import('./en')).en;
  language.value = wanted;
  document.documentElement.lang = wanted === 'en' ? 'en' : 'zh-CN';
  localStorage.setItem('language', wanted);
}

/** All words in the chosen language; in templates `w.ledger_title`. */
export const words = computed<Words>(() =>
  language.value === 'en' ? { ...zh, ...english.value } : zh,
);

/** Puts values in: fill('共 {n} 件', { n: 3 }). */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
