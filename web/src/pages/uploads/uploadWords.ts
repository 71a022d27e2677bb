// The words of uploads in the chosen language.
import { uploads } from '@/i18n/zh/uploads';
import { areaWords } from '@/i18n/words';

export const uploadWords = areaWords(
  uploads,
  async () => (await import('@/i18n/en/uploads')).uploads,
);
