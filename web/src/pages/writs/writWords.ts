// The words of papers in the chosen language, and the English names of their kinds.
import { writs } from '@/i18n/zh/writs';
import { areaWords } from '@/i18n/words';

export const writWords = areaWords(writs, async () => (await import('@/i18n/en/writs')).writs);
const english = areaWords<string>({}, async () => (await import('@/i18n/en/writNames')).writNames);

export const writName = (writ: { kind: string; word: string }): string =>
  english.value[writ.kind] || writ.word;
export const deliveryName = (delivered: { way: string; word: string }): string =>
  english.value[`way_${delivered.way}`] || delivered.word;
