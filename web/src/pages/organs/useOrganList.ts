// The list of departments page by page, as the server cuts it. Which list, search and region live in the
// address, so that a view can be kept; a page does not: the list moves under it as names are confirmed.
import { computed, ref, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { answer, api } from '@/api/client';
import type { Schema } from '@/api/client';
import { useQuery } from '@/ui/useQuery';

export const organTabs = ['registered', 'unverified', 'closed', 'regions'] as const;
export type OrganTab = (typeof organTabs)[number];
export const pageSize = 50;

export function useOrganList() {
  const route = useRoute();
  const router = useRouter();
  const one = (name: string) => {
    const value = route.query[name];
    return typeof value === 'string' ? value : '';
  };
  const q = computed(() => one('q'));
  const region = computed(() => one('region'));
  /** Where nothing is registered yet, the work lies among what cases name. */
  const first = ref<OrganTab>('registered');
  const tab = computed(() => organTabs.find((each) => each === one('tab')) ?? first.value);
  /** The beginnings of the pages so far; the last is the one that is shown. */
  const cursors = ref<string[]>([]);
  watch([q, region, tab], () => (cursors.value = []), { flush: 'sync' });

  const list = useQuery((signal) => {
    const cursor = cursors.value.at(-1);
    const query = {
      list: tab.value === 'regions' ? ('registered' as const) : tab.value,
      limit: pageSize,
      ...(q.value ? { q: q.value } : {}),
      ...(region.value ? { region: region.value } : {}),
      ...(cursor ? { cursor } : {}),
    };
    return answer(api.GET('/api/v1/organ-register', { signal, params: { query } }));
  });
  const found = computed(() => list.data.value);
  watch(found, (now) => {
    if (now && now.registered + now.closed === 0 && now.unverified > 0) first.value = 'unverified';
  });

  function set(part: Record<string, string>): void {
    const query = { tab: one('tab'), q: q.value, region: region.value, ...part };
    void router.replace({
      query: Object.fromEntries(Object.entries(query).filter(([, value]) => value !== '')),
    });
  }
  const turn = {
    next: () => {
      const next = found.value?.next;
      if (next && !list.loading.value) cursors.value = [...cursors.value, next];
    },
    previous: () => (cursors.value = cursors.value.slice(0, -1)),
    first: () => (cursors.value = []),
  };
  const page = computed(() => cursors.value.length + 1);

  /** All that the search finds, whatever page is shown; null where another search was asked meanwhile. */
  async function everything(): Promise<Schema['RegisteredOrgan'][] | null> {
    const asked = { q: q.value, region: region.value };
    const all: Schema['RegisteredOrgan'][] = [];
    let cursor: string | undefined;
    do {
      const some: Schema['OrganRegister'] = await answer(
        api.GET('/api/v1/organ-register', {
          params: {
            query: {
              list: 'unverified',
              limit: 500,
              ...(asked.q ? { q: asked.q } : {}),
              ...(asked.region ? { region: asked.region } : {}),
              ...(cursor ? { cursor } : {}),
            },
          },
        }),
      );
      all.push(...some.organs);
      cursor = some.next ?? undefined;
    } while (cursor);
    return asked.q === q.value && asked.region === region.value ? all : null;
  }
  return { q, region, tab, first, list, found, page, turn, set, everything };
}
