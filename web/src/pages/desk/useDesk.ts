// What lies on one's desk: one's own pending cases, those waiting for the unit, those granted and not
// yet issued, and the department's that nobody is named for, in the same three states: a case returned
// or granted before somebody was named must not leave every desk. Read again whenever cases change.
import { computed, shallowRef } from 'vue';
import { answer, api } from '@/api/client';
import { session } from '@/session/session';
import { onceSettled } from '@/ui/onceSettled';
import { useQuery } from '@/ui/useQuery';
import type { Row } from './deskGroups';
import { dutyOfficer, isUnclaimed } from './unclaimed';

const limit = 200;

export function useDesk() {
  const truncated = shallowRef(false);
  const found = useQuery(async (signal) => {
    const me = session.value;
    if (!me?.department) return { rows: [] as Row[], as_of: '' };
    const organ = { department: me.department, region: me.region };
    const page = (list: 'pending' | 'all', query: object) =>
      answer(
        api.GET('/api/v1/ledgers/{list}', {
          signal,
          params: { path: { list }, query: { sort: 'due', limit, ...query } },
        }),
      );
    const mine = { officer: me.name };
    const duty = { ...organ, officer: dutyOfficer };
    const waiting = { state: 'waiting_for_unit' };
    const granted = { state: 'granted' };
    const [departments, ...whole] = await Promise.all([
      page('pending', organ),
      page('pending', mine),
      page('all', { ...mine, ...waiting }),
      page('all', { ...mine, ...granted }),
      page('pending', duty),
      page('all', { ...duty, ...waiting }),
      page('all', { ...duty, ...granted }),
    ]);
    truncated.value = whole.some(({ next }) => next !== null);
    const rows = [...whole.flatMap((one) => one.rows), ...departments.rows.filter(isUnclaimed)];
    const ours = rows.filter((row) => row.department === me.department && row.region === me.region);
    return {
      rows: [...new Map(ours.map((row) => [row.case_id, row])).values()],
      as_of: departments.as_of,
    };
  });

  onceSettled(found.reload);
  return { ...found, truncated, rows: computed(() => found.data.value?.rows ?? []) };
}
