// The words of the desk and the board in the chosen language.
import { desk } from '@/i18n/zh/desk';
import { areaWords } from '@/i18n/words';

export const deskWords = areaWords(desk, async () => (await import('@/i18n/en/desk')).desk);
