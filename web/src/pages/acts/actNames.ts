// Names of acts and headings of their fields. The server tells them in Chinese; in English they are
// found here, and what is not found is shown as the server tells it.
import { areaWords } from '@/i18n/words';

const english = areaWords<string>({}, async () => (await import('@/i18n/en/actNames')).actNames);

export const actName = (act: { act: string; word: string }): string =>
  english.value[`act_${act.act}`] || act.word;
export const fieldName = (field: { name: string; word: string }): string =>
  english.value[`field_${field.name}`] || field.word;
