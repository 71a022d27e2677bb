// The words of the look-up in the chosen language, and the English names of steps.
import { progress } from '@/i18n/zh/progress';
import { areaWords } from '@/i18n/words';

export const progressWords = areaWords(
  progress,
  async () => (await import('@/i18n/en/progress')).progress,
);
const english = areaWords<string>(
  {},
  async () => (await import('@/i18n/en/progressSteps')).progressSteps,
);
export const stepName = (step: { kind: string; word: string }): string =>
  english.value[step.kind] || step.word;
