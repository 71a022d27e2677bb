// Uploads a sheet with progress and the means to stop: XMLHttpRequest, since fetch tells no progress
// of what it sends.
import { ref, shallowRef } from 'vue';
import { newKey } from '@/api/client';
import { sessionHooks } from '@/api/signed';
import type { Problem, Schema } from '@/api/client';

type Import = Schema['Import'];

export const largest = 50 * 1024 * 1024;

function unreachable(): Problem {
  return {
    type: '/problems/unreachable',
    title: '上传中断',
    status: 0,
    refusal: 'unreachable',
    detail: '连接不上服务器，文件没有传完。请检查网络后重试。',
  };
}

function problemFrom(request: XMLHttpRequest): Problem {
  try {
    const told = JSON.parse(request.responseText) as Problem;
    if (told.refusal) return told;
  } catch {
    // Not the server's own answer; told below.
  }
  return {
    type: '/problems/unexpected',
    title: '服务器没有给出可用的答复',
    status: request.status,
    refusal: 'unexpected',
    detail: `服务器没有给出可用的答复（${request.status}），请稍后重试。`,
  };
}

export function useUpload(onRead: (read: Import) => void) {
  const file = shallowRef<File | null>(null);
  const sent = ref(0);
  const busy = ref(false);
  const aborted = ref(false);
  const problem = shallowRef<Problem | null>(null);
  let request: XMLHttpRequest | undefined;
  let key = '';
  /** Whether the session has been brought back for this file already. */
  let renewed = false;

  /** The session ended meanwhile: once it is back the same file goes out again under its key. */
  async function renew(): Promise<void> {
    renewed = true;
    const told = problem.value;
    problem.value = null;
    if (await sessionHooks.renew()) send();
    else problem.value = told;
  }
  function send(): void {
    const chosen = file.value;
    if (!chosen || busy.value) return;
    busy.value = true;
    aborted.value = false;
    problem.value = null;
    sent.value = 0;
    const form = new FormData();
    form.append('file', chosen);
    const mine = (request = new XMLHttpRequest());
    mine.upload.onprogress = (event) => (sent.value = Math.min(event.loaded, chosen.size));
    mine.upload.onload = () => (sent.value = chosen.size);
    mine.onload = () => {
      busy.value = false;
      if (mine.status !== 201) {
        problem.value = problemFrom(mine);
        const { refusal } = problem.value;
        const over = refusal === 'not_signed_in' || refusal === 'csrf_missing';
        if (over && !renewed) void renew();
        return;
      }
      file.value = null;
      onRead(JSON.parse(mine.responseText) as Import);
    };
    mine.onerror = () => {
      busy.value = false;
      problem.value = unreachable();
    };
    mine.onabort = () => {
      busy.value = false;
      aborted.value = true;
      file.value = null;
    };
    mine.open('POST', '/api/v1/imports');
    mine.setRequestHeader('Idempotency-Key', key);
    mine.setRequestHeader('X-CSRF-Token', sessionHooks.csrf());
    mine.setRequestHeader('Accept', 'application/json');
    mine.send(form);
  }
  function begin(chosen: File): void {
    if (busy.value) return;
    file.value = chosen;
    renewed = false;
    key = newKey(); // One key for this file; a retry sends it again.
    send();
  }
  return { file, sent, busy, aborted, problem, begin, retry: send, abort: () => request?.abort() };
}
