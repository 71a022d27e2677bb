// The mapping as the reader changes it, before it is saved: for each column its field, for each
// constant its value. Says what is wrong with it, and what the server is to be sent.
import { computed, reactive, watch } from 'vue';
import type { Schema } from '@/api/client';

type Import = Schema['Import'];
type Mapping = Schema['Mapping'];

/** The fields that may stand for the whole sheet. */
export const constantFields = ['matter', 'region', 'department', 'list'] as const;
export type ConstantField = (typeof constantFields)[number];

/** A word of the sheet and what it means here. */
export interface WordPair {
  field: string;
  from: string;
  /** Empty: the word counts as nothing; null: not chosen yet, and not to be saved. */
  to: string | null;
}

function pairsOf(values: Mapping['values']): WordPair[] {
  return Object.entries(values ?? {}).flatMap(([field, words]) =>
    Object.entries(words).map(([from, to]) => ({ field, from, to })),
  );
}
function valuesOf(pairs: WordPair[]): NonNullable<Mapping['values']> {
  const values: NonNullable<Mapping['values']> = {};
  for (const { field, from, to } of pairs) {
    if (from.trim() !== '' && to !== null) values[field] = { ...values[field], [from.trim()]: to };
  }
  return values;
}

export function useMappingDraft(current: () => Import) {
  const draft = reactive({
    sheet: '',
    header_row: '',
    columns: {} as Record<string, string>,
    constants: {} as Record<string, string>,
    words: [] as WordPair[],
  });

  function reset(): void {
    const from = current();
    draft.sheet = from.sheet;
    draft.header_row = String(from.header_row || 1);
    draft.columns = Object.fromEntries(
      from.columns.map((column) => [column.column, column.field ?? '']),
    );
    draft.constants = { ...from.constants };
    draft.words = pairsOf(from.values);
  }
  // What the server answered is where the draft begins again; mere progress is not.
  watch(
    () => {
      const { id, sheet, header_row, columns, constants, values } = current();
      return JSON.stringify([id, sheet, header_row, columns, constants, values]);
    },
    reset,
    { immediate: true },
  );

  const placeChanged = computed(
    () => draft.sheet !== current().sheet || draft.header_row !== String(current().header_row || 1),
  );
  const changed = computed(() => {
    const from = current();
    const constants = Object.entries(draft.constants).filter(([, value]) => value !== '');
    return (
      from.columns.some((column) => draft.columns[column.column] !== (column.field ?? '')) ||
      constants.length !== Object.keys(from.constants).length ||
      constants.some(([field, value]) => from.constants[field] !== value) ||
      JSON.stringify(valuesOf(draft.words)) !== JSON.stringify(valuesOf(pairsOf(from.values)))
    );
  });
  const headerWrong = computed(() => !/^[1-9]\d{0,5}$/.test(draft.header_row));
  const isConstant = (field: string): boolean => (draft.constants[field] ?? '') !== '';
  /** Fields that more than one column stands for. */
  const twice = computed(() => {
    const seen = new Map<string, number>();
    for (const field of Object.values(draft.columns)) {
      if (field && !isConstant(field)) seen.set(field, (seen.get(field) ?? 0) + 1);
    }
    return new Set([...seen].filter(([, times]) => times > 1).map(([field]) => field));
  });

  /** Words of which the reader has not said yet what they mean. */
  const unchosen = computed(() =>
    draft.words.some(({ from, to }) => from.trim() !== '' && to === null),
  );
  /** The place of a word among the pairs, added at the end where it is not there yet. */
  function placeOfPair(pair: WordPair): number {
    const at = draft.words.findIndex((one) => one.field === pair.field && one.from === pair.from);
    return at >= 0 ? at : draft.words.push(pair) - 1;
  }
  /** What no import can do without, as far as it is not chosen: the receipt day, and any one of the
   *  fields that tell a case from others. */
  const lacking = computed(() => {
    const has = new Set(Object.values(draft.columns));
    const telling = ['case_id', 'project_code', 'project_name'];
    return {
      received: !has.has('received'),
      telling: !telling.some((field) => has.has(field)),
    };
  });

  function constantsToSend(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(draft.constants)
        .map(([field, value]) => [field, value.trim()] as const)
        .filter(([, value]) => value !== ''),
    );
  }
  /** Another sheet or heading row: the columns are the server's to find again. */
  function placeToSend(): Mapping {
    return {
      sheet: draft.sheet,
      header_row: Number(draft.header_row),
      constants: constantsToSend(),
      values: valuesOf(draft.words),
    };
  }
  /** Every field is named: by its column, or by nothing, so that no heading is taken unasked. */
  function mappingToSend(): Mapping {
    const columns: Record<string, string> = {};
    for (const { field } of current().fields) {
      if (!isConstant(field)) columns[field] = '';
    }
    for (const [column, field] of Object.entries(draft.columns)) {
      if (field && !isConstant(field)) columns[field] = column;
    }
    return {
      sheet: current().sheet,
      header_row: current().header_row || 1,
      columns,
      constants: constantsToSend(),
      values: valuesOf(draft.words),
    };
  }
  return {
    draft,
    changed,
    placeChanged,
    headerWrong,
    twice,
    isConstant,
    unchosen,
    lacking,
    placeOfPair,
    reset,
    placeToSend,
    mappingToSend,
  };
}
