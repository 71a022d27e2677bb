// Shares as people read them. The counts are the server's; only the percent sign is made here.
import type { Schema } from '@/api/client';

export type Counts = Schema['LightCounts'];

export function percent(part: number, whole: number): string {
  if (whole === 0) return '—';
  return `${((part / whole) * 100).toFixed(1)}%`;
}
export function redOf(counts: Counts): number {
  return counts.red + counts.red_by_law;
}

/** Steps of shade by overdue rate; the upper bound of each, in per cent. */
export const shadeSteps = [0, 5, 10, 20] as const;
export function shadeOf(counts: Counts): number {
  if (counts.pending === 0 || counts.overdue === 0) return 0;
  const rate = (counts.overdue / counts.pending) * 100;
  return shadeSteps.findIndex((bound, step) => step > 0 && rate < bound) === -1
    ? shadeSteps.length
    : shadeSteps.findIndex((bound, step) => step > 0 && rate < bound);
}
