// The opinions that an organ was asked for and asks for, read again whenever cases change.
import { answer, api } from '@/api/client';
import { session } from '@/session/session';
import { onceSettled } from '@/ui/onceSettled';
import { useQuery } from '@/ui/useQuery';

export function useOpinions(wanted: () => boolean = () => true) {
  const found = useQuery((signal) =>
    wanted() ? answer(api.GET('/api/v1/opinions', { signal })) : null,
  );
  onceSettled(found.reload);
  return found;
}

/** Not answered, and still wanted. */
export const isOpen = ({ standing }: { standing: string }): boolean =>
  ['open', 'silent', 'silent_no_objection'].includes(standing);
export const opinionKey = (one: { case_id: string; number: number }): string =>
  `${one.case_id}/${one.number}`;
/** Whether it is the organ of whoever is signed in. */
export const isOwn = (organ: { region: string; department: string }): boolean =>
  organ.region === session.value?.region && organ.department === session.value.department;
