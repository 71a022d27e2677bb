// The words of what to know before filing, in the chosen language.
import { advice } from '@/i18n/zh/advice';
import { areaWords } from '@/i18n/words';

export const adviceWords = areaWords(advice, async () => (await import('@/i18n/en/advice')).advice);
