// The circular's words in the chosen language.
import { circularText } from '@/i18n/zh/circular';
import { areaWords } from '@/i18n/words';

export const circularWords = areaWords(
  circularText,
  async () => (await import('@/i18n/en/circular')).circularText,
);
