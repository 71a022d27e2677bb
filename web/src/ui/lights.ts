// The words of lights, days left and states. The server says which light and how many days; here they
// only get their words.
import type { Schema } from '@/api/client';
import { fill, words } from '@/i18n/words';

export type Light = Schema['Light'];
export type State = Schema['State'];

/** 正常, 临期, 超期, 超法定时限, 暂停. */
export function lightWord(light: Light): string {
  return words.value[`light_${light}`];
}

/** 绿灯, 黄灯, 红灯 … */
export function lampWord(light: Light): string {
  return words.value[`lamp_${light}`];
}

/** 还剩 3 个工作日, 今日到期, 超期 12 个工作日; empty where nothing runs. */
export function daysWord(light: Light, daysLeft: number | null | undefined): string {
  const w = words.value;
  if (light === 'paused') return w.days_paused;
  if (daysLeft === null || daysLeft === undefined) return '';
  if (daysLeft > 0) return fill(w.days_left, { n: daysLeft });
  if (daysLeft < 0) return fill(w.days_over, { n: -daysLeft });
  // Red with nothing over: only days of rest have passed since the due day.
  return light === 'red' || light === 'red_by_law' ? w.days_over_none : w.days_today;
}

export function stateWord(state: State): string {
  return words.value[`state_${state}`];
}
