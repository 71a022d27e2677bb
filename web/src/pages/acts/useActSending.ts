// Sends one act from one open form. The key is made once and kept until the server has judged what was
// sent, so that a double click or a lost answer does nothing twice; another content is another key.
// When the case has changed meanwhile, nothing typed is lost: the new events are fetched to be shown.
import { ref, shallowRef } from 'vue';
import { answer, api, newKey } from '@/api/client';
import type { Problem, Schema } from '@/api/client';
import { problemOf } from '@/ui/useQuery';
import { refusalText } from './refusalText';

type Recorded = Schema['RecordedEvent'];
export interface Conflict {
  events: Recorded[];
  version: number;
  /** Why the act cannot be done any more; empty when it can. */
  barred: string;
}

export function useActSending(caseId: () => string, act: () => string, seen: number) {
  const busy = ref(false);
  const problem = shallowRef<Problem | null>(null);
  const conflict = shallowRef<Conflict | null>(null);
  let version = seen;
  let pending: { content: string; key: string } | null = null;

  const path = () => ({ case: caseId() });

  async function findConflict(): Promise<void> {
    const [record, possible] = await Promise.all([
      answer(api.GET('/api/v1/cases/{case}/record', { params: { path: path() } })),
      answer(api.GET('/api/v1/cases/{case}/acts', { params: { path: path() } })),
    ]);
    const mine = possible.acts.find((one) => one.act === act());
    conflict.value = {
      events: record.events.filter((event) => event.sequence > version),
      version: possible.version,
      barred: mine?.allowed ? '' : refusalText(mine ?? {}),
    };
  }

  async function send(body: Record<string, unknown>): Promise<Schema['Receipt'] | null> {
    if (busy.value) return null;
    const content = JSON.stringify(body);
    if (pending?.content !== content) pending = { content, key: newKey() };
    busy.value = true;
    problem.value = null;
    conflict.value = null;
    try {
      const receipt = await answer(
        api.POST('/api/v1/cases/{case}/{act}', {
          params: {
            path: { ...path(), act: act() },
            header: { 'Idempotency-Key': pending.key, 'If-Match': `"${version}"` },
          },
          body,
        }),
      );
      pending = null;
      return receipt;
    } catch (failure) {
      const found = problemOf(failure);
      if (found.status >= 400 && found.status < 500 && found.status !== 429) pending = null;
      problem.value = found;
      if (found.refusal === 'version_stale') {
        try {
          await findConflict();
          problem.value = null;
        } catch (second) {
          problem.value = problemOf(second);
        }
      }
      return null;
    } finally {
      busy.value = false;
    }
  }

  /** The reader has seen what changed: what is sent next rests on it. */
  function goOn(): void {
    if (conflict.value) version = conflict.value.version;
    conflict.value = null;
  }
  return { busy, problem, conflict, send, goOn };
}
