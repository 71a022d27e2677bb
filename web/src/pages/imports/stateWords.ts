// An import's state and columns for people, with the tone of its tag.
import type { Schema } from '@/api/client';
import { importWords } from './importWords';
import type { WordPair } from './mappingDraft';

type Import = Schema['Import'];

export function importStateWord(one: Pick<Import, 'state' | 'dry_run'>): string {
  if (one.state === 'running' && one.dry_run) return importWords.value.import_state_trying;
  return importWords.value[`import_state_${one.state}`];
}

export function importStateTone(state: Import['state']): string {
  switch (state) {
    case 'done':
      return 'tag-green';
    case 'running':
    case 'undoing':
    case 'tried':
    case 'mapped':
      return 'tag-blue';
    case 'unreadable':
    case 'failed':
      return 'tag-red';
    case 'unmapped':
      return 'tag-yellow';
    case 'undone':
      return '';
  }
}

export const isRunning = (state: Import['state']) => state === 'running' || state === 'undoing';

/** A column as a report names it: the sheet's heading, or the field's name where no column has it. */
export function columnWord(one: Pick<Import, 'fields'>, column: string): string {
  return one.fields.find((field) => field.field === column)?.name ?? column;
}

/** The server also names the mapping file's place for a word; on the page that is the word pairs. */
export function mendWord(mend: string): string {
  return mend.replace(/；?也可在映射文件的 \[values\.\w+\] 中写明/, '');
}

/** The word pair that would mend a problem: a word of the sheet that Qidi does not know. */
export function pairOf(one: Schema['RowProblem']): WordPair | undefined {
  if (!['matter', 'state', 'list'].includes(one.column)) return undefined;
  const from = /“(.+)”/.exec(one.problem)?.[1];
  return from ? { field: one.column, from, to: null } : undefined;
}
