// The names in a case's record in the chosen language: events, their fields, closed sets of values,
// papers. Chinese is the record's own; English stands beside it, and where it has no word the Chinese
// one is shown, never nothing.
import { fields, papers, values } from '@/i18n/zh/caseFields';
import { areaWords } from '@/i18n/words';

const english = areaWords<string>(
  {},
  async () => (await import('@/i18n/en/caseFields')).caseFields,
);

/** Of an event: its kind, and the Chinese name that the server tells. */
export const kindWord = (kind: string, told: string): string =>
  english.value[`kind_${kind}`] || told;
export const fieldWord = (name: string): string =>
  english.value[`field_${name}`] || (fields[name] ?? name);
/** Of a closed set of values; undefined when it has no word. */
export const valueWord = (field: string, value: string): string | undefined =>
  english.value[`value_${field}_${value}`] || values[field]?.[value];
/** What the server offers to choose: by its value, else as the server words it. */
export const choiceWord = (field: string, choice: { value: string; word: string }): string =>
  english.value[`value_${field}_${choice.value}`] || choice.word;
/** A paper: in Chinese as the matter's own list words it, in English by its code. */
export const paperWord = (code: string, listed: string | undefined): string =>
  english.value[`paper_${code}`] || listed || (papers[code] ?? code);
/** A list of papers, each called as it is in the chosen language. */
export const namedPapers = <Paper extends { code: string; name: string }>(list: Paper[]): Paper[] =>
  list.map((paper) => ({ ...paper, name: paperWord(paper.code, paper.name) }));
