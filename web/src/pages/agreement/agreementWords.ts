// The words of this area in the chosen language.
import { agreement } from '@/i18n/zh/agreement';
import { areaWords } from '@/i18n/words';

export const agreementWords = areaWords(
  agreement,
  async () => (await import('@/i18n/en/agreement')).agreement,
);
