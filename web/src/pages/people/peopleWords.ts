// The words of this area in the chosen language.
import { people } from '@/i18n/zh/people';
import { areaWords } from '@/i18n/words';

export const peopleWords = areaWords(people, async () => (await import('@/i18n/en/people')).people);
