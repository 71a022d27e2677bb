// The words of a unit's projects in the chosen language.
import { projects } from '@/i18n/zh/projects';
import { areaWords } from '@/i18n/words';

export const projectWords = areaWords(
  projects,
  async () => (await import('@/i18n/en/projects')).projects,
);
