// The accounts that fit what is searched for. The filters live in the address, so that a view of the
// accounts can be kept; typing replaces the address and adds no step to the way back.
import { computed } from 'vue';
import type { Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { placeWord } from '@/session/placeWord';
import type { Account } from './accountsWords';

export interface Filters {
  q: string;
  /** A role's name, `none` for accounts without one, empty for all. */
  role: string;
  state: '' | 'enabled' | 'disabled' | 'locked' | 'clearing';
}

const states = ['enabled', 'disabled', 'locked', 'clearing'] as const;
function isIn(account: Account, state: (typeof states)[number]): boolean {
  if (state === 'locked' || state === 'clearing') return account[state] !== null;
  return account.enabled === (state === 'enabled');
}
function textOf(account: Account): string {
  return [account.login, account.name, placeWord(account), account.unit_code]
    .join('\n')
    .toLowerCase();
}

export function useAccountFilters(all: Ref<Account[]>) {
  const route = useRoute();
  const router = useRouter();
  const one = (name: string) => {
    const value = route.query[name];
    return typeof value === 'string' ? value : '';
  };
  const filters = computed<Filters>({
    get: (): Filters => {
      const state = states.find((known) => known === one('state')) ?? '';
      return { q: one('q'), role: one('role'), state };
    },
    set: (wanted: Filters) => {
      const query = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== ''));
      void router.replace({ query });
    },
  });
  const filtered = computed(() => Object.values(filters.value).some((value) => value !== ''));
  const found = computed(() => {
    const { q, role, state } = filters.value;
    const wanted = q.trim().toLowerCase().split(/\s+/).filter(Boolean);
    return all.value.filter((account) => {
      if (role && account.role !== (role === 'none' ? '' : role)) return false;
      if (state && !isIn(account, state)) return false;
      const text = wanted.length > 0 ? textOf(account) : '';
      return wanted.every((word) => text.includes(word));
    });
  });
  const clear = () => (filters.value = { q: '', role: '', state: '' });
  return { filters, found, filtered, clear };
}
