import { areaWords } from '@/i18n/words';
import { overview } from '@/i18n/zh/overview';

export const overviewWords = areaWords(
  overview,
  async () => (await import('@/i18n/en/overview')).overview,
);
