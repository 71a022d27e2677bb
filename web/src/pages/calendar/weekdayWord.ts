// The weekday of a day in words: a date alone does not tell people when it comes.
import { calendarWords } from './calendarWords';
import { dayNumber, isDay, weekday } from './days';

export function weekdayWord(day: string): string {
  if (!isDay(day)) return '';
  return calendarWords.value.calendar_weekday_names.split(' ')[weekday(dayNumber(day))] ?? '';
}
