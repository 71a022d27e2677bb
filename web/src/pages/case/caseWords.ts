// The case area's words in the chosen language.
import { caseText } from '@/i18n/zh/case';
import { areaWords } from '@/i18n/words';

export const caseWords = areaWords(caseText, async () => (await import('@/i18n/en/case')).caseText);
