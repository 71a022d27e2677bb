// What each filter in use is called in words: for the chips, and for the head of a printed ledger.
import { computed } from 'vue';
import { matterName, regionName } from '@/ui/catalogue';
import { lightWord, stateWord } from '@/ui/lights';
import type { Light, State } from '@/ui/lights';
import { filterNames } from './ledgerQuery';
import type { FilterName, LedgerQuery } from './ledgerQuery';
import { ledgerWords } from './words';

export interface FilterChip {
  name: FilterName;
  title: string;
  text: string;
}

export function useFilterChips(query: LedgerQuery) {
  const textOf = (name: FilterName, value: string): string => {
    if (name === 'region') return regionName(value);
    if (name === 'matter') return matterName(value);
    if (name === 'light') {
      return value === 'red'
        ? ledgerWords.value.light_red_note
        : lightWord(value as Light) || value;
    }
    if (name === 'state') return stateWord(value as State) || value;
    return value;
  };
  return computed<FilterChip[]>(() =>
    filterNames.flatMap((name) => {
      const value = query.filters.value[name];
      return value ? [{ name, title: ledgerWords.value[name], text: textOf(name, value) }] : [];
    }),
  );
}
