// The act panel's words in the chosen language.
import { acts } from '@/i18n/zh/acts';
import { areaWords } from '@/i18n/words';

export const actsWords = areaWords(acts, async () => (await import('@/i18n/en/acts')).acts);
