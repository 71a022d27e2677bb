// A ledger's question in the address, so that a view can be kept, sent and gone back to: which list, which
// filters, how sorted, which page. Nothing of it lives anywhere else.
import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { LocationQueryRaw } from 'vue-router';
import type { paths } from '@/api/schema';

export type List = paths['/api/v1/ledgers/{list}']['get']['parameters']['path']['list'];
export type Ask = NonNullable<paths['/api/v1/ledgers/{list}']['get']['parameters']['query']>;

export const lists: List[] = ['pending', 'overdue', 'not-started', 'made-up', 'all'];

/** The filters in the order in which their chips stand. */
export const filterNames = [
  'q',
  'region',
  'department',
  'officer',
  'matter',
  'light',
  'state',
  'received_from',
  'received_to',
  'due_from',
  'due_to',
  'as_of',
] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName, string>>;

export const pageSizes = [20, 50, 100, 200];
const usualSize = 50;

export function useLedgerQuery() {
  const route = useRoute();
  const router = useRouter();
  const one = (name: string): string => {
    const value = route.query[name];
    return typeof value === 'string' ? value : '';
  };

  const list = computed(() => lists.find((name) => name === route.params.list) ?? 'pending');
  const filters = computed<Filters>(() =>
    Object.fromEntries(filterNames.map((name) => [name, one(name)]).filter(([, value]) => value)),
  );
  const sort = computed(() => one('sort') || 'due');
  const size = computed(() => {
    const asked = Number(one('limit'));
    return pageSizes.includes(asked) ? asked : usualSize;
  });
  const cursor = computed(() => one('cursor'));
  const page = computed(() => (cursor.value ? Math.max(2, Number(one('page')) || 2) : 1));

  /** The same question without its page, for counting and for files. */
  const ask = computed(() => ({
    ...filters.value,
    ...(one('sort') && { sort: one('sort') }),
  })) as unknown as { value: Ask };

  /** What the address keeps when a filter changes: all but the page. */
  function without(...names: string[]): LocationQueryRaw {
    const kept: LocationQueryRaw = { ...route.query };
    for (const name of ['cursor', 'page', ...names]) delete kept[name];
    return kept;
  }
  function set(changes: LocationQueryRaw, replace = false): void {
    const query = without();
    for (const [name, value] of Object.entries(changes)) {
      if (value) query[name] = value;
      else delete query[name];
    }
    void router[replace ? 'replace' : 'push']({ query });
  }
  function clear(): void {
    void router.push({ query: without(...filterNames) });
  }

  // Cursors only lead on; the way back is remembered per question while the page is open.
  const trail = new Map<string, string>();
  const trailKey = (number: number) =>
    JSON.stringify([list.value, filters.value, sort.value, size.value, number]);
  function toNext(next: string): void {
    trail.set(trailKey(page.value), cursor.value);
    void router.push({ query: { ...route.query, cursor: next, page: String(page.value + 1) } });
  }
  const previous = computed(() =>
    page.value === 2 ? '' : page.value > 2 ? trail.get(trailKey(page.value - 1)) : undefined,
  );
  function toPrevious(): void {
    if (previous.value === undefined) return;
    const query = without();
    if (previous.value) Object.assign(query, { cursor: previous.value, page: page.value - 1 });
    void router.push({ query });
  }
  function toFirst(): void {
    void router.push({ query: without() });
  }

  return {
    list,
    filters,
    sort,
    size,
    cursor,
    page,
    ask,
    previous,
    without,
    set,
    clear,
    toNext,
    toPrevious,
    toFirst,
  };
}
export type LedgerQuery = ReturnType<typeof useLedgerQuery>;
