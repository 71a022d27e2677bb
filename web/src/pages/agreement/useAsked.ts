// What is asked of people on one case, read anew with the case. Nobody is asked anything of a case
// that has ended and waits for nothing, but whether it does only the server knows.
import { answer, api } from '@/api/client';
import type { Schema } from '@/api/client';
import { useQuery } from '@/ui/useQuery';

export type Asked = Schema['AskedOfPeople'];
export type AgreementRequest = Schema['AgreementRequest'];

/** `version`: what the answer rests on; `null` while there is nothing to ask about. */
export function useAsked(of: () => { caseId: string; version: unknown } | null) {
  return useQuery((signal) => {
    const found = of();
    if (!found) return null;
    void found.version;
    return answer(
      api.GET('/api/v1/cases/{case}/asked', {
        signal,
        params: { path: { case: found.caseId } },
      }),
    );
  });
}
