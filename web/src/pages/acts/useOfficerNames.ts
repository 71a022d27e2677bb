// Names of officers, offered while typing one: of one's own region's cases, and of one's own organ's
// accounts; without those who cannot sign in any more. Only asked where a form wants one.
import { computed, ref } from 'vue';
import type { Ref } from 'vue';
import { answer, api } from '@/api/client';
import { useColleagues } from '@/pages/people/colleagues';
import { session } from '@/session/session';

export function useOfficerNames(wanted: () => boolean): Ref<string[]> {
  const ofCases = ref<string[]>([]);
  const { working, gone } = useColleagues(wanted);
  const region = session.value?.region;
  if (wanted() && region) {
    answer(api.GET('/api/v1/holders', { params: { query: { region } } })).then(
      (found) => {
        ofCases.value = found.officers.map((one) => one.officer).filter(Boolean);
      },
      () => {}, // A name can be written without the list.
    );
  }
  return computed(() => {
    const names = [...working.value.map(({ name }) => name), ...ofCases.value];
    return [...new Set(names)].filter((name) => !gone.value.some((one) => one.name === name));
  });
}
