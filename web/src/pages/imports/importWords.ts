// The import area's words in the chosen language.
import { importText } from '@/i18n/zh/import';
import { areaWords } from '@/i18n/words';

export const importWords = areaWords(
  importText,
  async () => (await import('@/i18n/en/import')).importText,
);
