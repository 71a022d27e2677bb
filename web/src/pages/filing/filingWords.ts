// The words of the filing pages in the chosen language.
import { filing } from '@/i18n/zh/filing';
import { areaWords } from '@/i18n/words';

export const filingWords = areaWords(filing, async () => (await import('@/i18n/en/filing')).filing);
