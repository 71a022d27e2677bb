// Whom a case of one's own organ can be given to, with what each has in hand, as the server lists them:
// from accounts, so that who has no case yet is there and who has left is not.
import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { answer, api } from '@/api/client';
import type { Schema } from '@/api/client';
import { useQuery } from '@/ui/useQuery';

export type TeamOfficer = Schema['OfficersOfTeam']['officers'][number];

export function useTeamOfficers(
  wanted: () => boolean,
  changes: () => number = () => 0,
): ComputedRef<TeamOfficer[]> {
  const { data } = useQuery((signal) => {
    void changes();
    return wanted() ? answer(api.GET('/api/v1/team/officers', { signal })) : null;
  });
  // Without the list a name can still be written.
  return computed(() => data.value?.officers ?? []);
}
