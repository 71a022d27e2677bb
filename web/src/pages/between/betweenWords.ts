// The words of what goes on between departments, in the chosen language.
import { between } from '@/i18n/zh/between';
import { areaWords } from '@/i18n/words';

export const betweenWords = areaWords(
  between,
  async () => (await import('@/i18n/en/between')).between,
);
