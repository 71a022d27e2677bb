// The columns of a ledger and which of them are shown: the address decides, then what this browser keeps,
// then the usual ones. The project always stands first.
import { computed, ref } from 'vue';
import type { LedgerQuery } from './ledgerQuery';
import { useRoute } from 'vue-router';
import { ledgerWords } from './words';

export const columnNames = [
  'project',
  'light',
  'due',
  'matter',
  'department',
  'officer',
  'state',
  'received',
  'accepted',
  'region',
  'unit',
  'code',
  'ended',
  'finish_by',
  'due_given',
  'due_computed',
  'deemed_on',
  'document_no',
  'external_id',
  'case_id',
  'remark',
  'flags',
] as const;
export type ColumnName = (typeof columnNames)[number];

const usual: Record<string, ColumnName[]> = {
  all: ['project', 'light', 'due', 'matter', 'department', 'state', 'received', 'ended', 'region'],
};
const usualOpen: ColumnName[] = [
  'project',
  'light',
  'due',
  'matter',
  'department',
  'officer',
  'state',
  'received',
  'region',
];

/** Columns that the server can sort by. */
export const sortable = new Set<ColumnName>([
  'due',
  'received',
  'accepted',
  'ended',
  'region',
  'matter',
]);

export function columnTitle(name: ColumnName): string {
  return ledgerWords.value[`column_${name}`];
}

function parse(text: string | null): ColumnName[] | undefined {
  const wanted = new Set(text?.split('.'));
  const found = columnNames.filter((name) => wanted.has(name) || name === 'project');
  return text && found.length > 1 ? found : undefined;
}

export function useColumns(query: LedgerQuery) {
  const route = useRoute();
  const stored = ref(localStorage.getItem('ledger-columns'));
  const usualNow = computed(() => usual[query.list.value] ?? usualOpen);
  const shown = computed(() => {
    const asked = route.query.columns;
    return parse(typeof asked === 'string' ? asked : null) ?? parse(stored.value) ?? usualNow.value;
  });
  function show(names: ColumnName[] | null): void {
    const text = names?.join('.') ?? null;
    if (text === null) localStorage.removeItem('ledger-columns');
    else localStorage.setItem('ledger-columns', text);
    stored.value = text;
    query.set({ columns: text }, true);
  }
  return { shown, show };
}
