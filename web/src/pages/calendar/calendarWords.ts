// The calendar area's words in the chosen language.
import { calendarText } from '@/i18n/zh/calendar';
import { areaWords } from '@/i18n/words';

export const calendarWords = areaWords(
  calendarText,
  async () => (await import('@/i18n/en/calendar')).calendarText,
);
