// Values of the catalogue in words.
import type { Schema } from '@/api/client';
import { fill } from '@/i18n/words';
import { mattersWords as w } from './mattersWords';

export type Version = Schema['MatterVersion'];
export type History = Schema['MatterHistory'];

export function limitWord({ unit, count }: Schema['Limit']): string {
  if (unit === 'at_once') return w.value.at_once;
  return fill(unit === 'calendar_days' ? w.value.calendar_days : w.value.working_days, {
    n: count,
  });
}
export const levelWord = (level: number): string =>
  [w.value.level_0, w.value.level_1, w.value.level_2, w.value.level_3][level] ?? String(level);
