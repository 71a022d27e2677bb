// Names of officers of one's own region, offered while typing one: those that cases name. Only asked
// where a form wants one.
import { ref } from 'vue';
import type { Ref } from 'vue';
import { answer, api } from '@/api/client';
import { session } from '@/session/session';

export function useOfficerNames(wanted: () => boolean): Ref<string[]> {
  const names = ref<string[]>([]);
  const region = session.value?.region;
  if (wanted() && region) {
    answer(api.GET('/api/v1/holders', { params: { query: { region } } })).then(
      (found) => {
        names.value = found.officers.map((one) => one.officer).filter(Boolean);
      },
      () => {}, // A name can be written without the list.
    );
  }
  return names;
}
