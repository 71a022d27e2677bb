// One file on its way to the server, chunk by chunk. A cut of the network costs one chunk: it is asked
// how far the server came and goes on from there, by itself, as soon as the line is back.
import { reactive } from 'vue';
import { answer, ApiProblem, api, newKey } from '@/api/client';
import type { Problem, Schema } from '@/api/client';
import { sendSigned } from '@/api/signed';
import { problemOf } from '@/ui/useQuery';

/** What a form keeps of a file and its draft with it; `whole` ones may be handed in. */
export interface FileRef {
  file: string;
  paper: string;
  name: string;
  size: number;
  whole: boolean;
  /** The server did not take it; a form is not sent past it, and a draft does not keep it. */
  refused?: boolean;
}

export type Stage =
  | 'queued'
  | 'sending'
  | 'offline' // the line is cut; it tries again by itself
  | 'busy' // the server cannot take it just now; it tries again by itself
  | 'paused' // by the person
  | 'cut' // the page was loaded anew and no longer has the file
  | 'whole'
  | 'failed';

export interface Sending {
  key: string;
  paper: string;
  name: string;
  size: number;
  /** The server's id; empty until it is begun. */
  id: string;
  received: number;
  stage: Stage;
  problem: Problem | null;
  /** Brought for a draft that is kept. */
  draft: boolean;
  /** The bytes; absent after the page was loaded anew. */
  source: File | null;
}

type Upload = Schema['Upload'];

const chunkBytes = 512 * 1024;
const waits = [1, 2, 4, 8, 15];

export const sendingOf = (paper: string, source: File, draft: boolean): Sending =>
  reactive<Sending>({
    key: newKey(),
    paper,
    name: source.name,
    size: source.size,
    id: '',
    received: 0,
    stage: 'queued',
    problem: null,
    draft,
    source,
  });

/** From a draft: whether it is still there is asked of the server. */
export const sendingFrom = (kept: FileRef): Sending =>
  reactive<Sending>({
    key: newKey(),
    paper: kept.paper,
    name: kept.name,
    size: kept.size,
    id: kept.file,
    received: kept.whole ? kept.size : 0,
    stage: kept.whole ? 'whole' : 'cut',
    problem: null,
    draft: false,
    source: null,
  });

/** Waits, but no longer than until the line is back. */
function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, seconds * 1000);
    window.addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}

async function begin(one: Sending, signal: AbortSignal): Promise<Upload> {
  return answer(
    api.POST('/api/v1/uploads', {
      signal,
      params: { header: { 'Idempotency-Key': one.key } },
      body: { name: one.name, size: one.size, ...(one.draft ? { draft: 'yes' as const } : {}) },
    }),
  );
}
async function state(one: Sending, signal: AbortSignal): Promise<Upload> {
  const params = { path: { upload: one.id } };
  return answer(api.GET('/api/v1/uploads/{upload}', { signal, params }));
}
async function sendChunk(one: Sending, source: File, signal: AbortSignal): Promise<Upload> {
  const bytes = source.slice(one.received, Math.min(one.received + chunkBytes, one.size));
  const request = new Request(`/api/v1/uploads/${one.id}`, {
    method: 'PATCH',
    signal,
    headers: {
      'Content-Type': 'application/octet-stream',
      'Idempotency-Key': newKey(),
      'Upload-Offset': String(one.received),
    },
    // Bytes, not the file: what the disk no longer gives must not look like a cut line.
    body: await bytes.arrayBuffer(),
  });
  // Within `answer`, so that a cut line is told from an answer.
  return answer(
    (async () => {
      const response = await sendSigned(request);
      const told: unknown = await response.json();
      return response.ok ? { data: told as Upload, response } : { error: told, response };
    })(),
  );
}

/** Why it cannot go on by itself, or how long to wait before it tries again. */
function afterFailure(one: Sending, problem: Problem, tries: number): number | null {
  one.problem = problem;
  const wait = waits[Math.min(tries, waits.length - 1)] ?? 15;
  if (problem.status === 0) {
    one.stage = 'offline';
    return wait;
  }
  const transient = problem.status === 503 || problem.refusal === 'upload_busy';
  if (transient || problem.refusal === 'upload_offset_differs') {
    one.stage = 'busy';
    return problem.refusal === 'upload_offset_differs' ? 0 : Math.max(wait, 2);
  }
  if (problem.status === 429 && problem.refusal !== 'upload_quota_spent') {
    one.stage = 'busy';
    return Math.max(wait, 4);
  }
  return null;
}

/** Sends a file until it is whole, refused, or `signal` stops it. */
export async function sendFile(one: Sending, signal: AbortSignal): Promise<void> {
  const { source } = one;
  if (!source) return;
  let tries = 0;
  /** Whether the server has said how far it came. */
  let asked = false;
  one.stage = 'sending';
  while (!signal.aborted && one.stage !== 'whole') {
    try {
      let upload: Upload;
      if (!one.id) upload = await begin(one, signal);
      else if (!asked) upload = await state(one, signal);
      else upload = await sendChunk(one, source, signal);
      asked = true;
      one.id = upload.id;
      one.received = upload.received;
      one.problem = null;
      one.stage = upload.whole ? 'whole' : 'sending';
      tries = 0;
    } catch (failure) {
      if (signal.aborted) return;
      const problem = problemOf(failure);
      if (problem.status === 404 && one.id) {
        // It expired: from the beginning, under another key.
        Object.assign(one, { id: '', received: 0, key: newKey() });
        continue;
      }
      const known = failure instanceof ApiProblem || problem.status >= 0;
      const wait = known ? afterFailure(one, problem, tries++) : null;
      if (wait === null) {
        one.stage = 'failed';
        one.problem = problem;
        return;
      }
      await pause(wait, signal);
      asked = false;
    }
  }
}
