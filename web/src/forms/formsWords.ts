// The words of forms in the chosen language.
import { forms } from '@/i18n/zh/forms';
import { areaWords } from '@/i18n/words';

export const formsWords = areaWords(forms, async () => (await import('@/i18n/en/forms')).forms);
