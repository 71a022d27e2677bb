// The files of one form: chosen, sent one after the other, paused, let go; and what of them a draft
// keeps. While the form is open the server is told that they are still wanted.
import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue';
import { answer, api, newKey } from '@/api/client';
import type { Schema } from '@/api/client';
import { sendFile, sendingFrom, sendingOf } from './uploading';
import type { FileRef, Sending } from './uploading';

const stillWanted = 10 * 60 * 1000;

export function useUploads(kept: FileRef[], changed: (files: FileRef[]) => void, draft = false) {
  const list = reactive<Sending[]>(kept.filter(({ refused }) => !refused).map(sendingFrom));
  const limits = shallowRef<Schema['Uploads'] | null>(null);
  /** Names of files that the server no longer has. */
  const expired = ref<string[]>([]);
  let running: { one: Sending; stop: AbortController } | null = null;
  let gone = false;

  function tell(): void {
    changed(
      list.map((one) => ({
        file: one.id,
        paper: one.paper,
        name: one.name,
        size: one.size,
        whole: one.stage === 'whole',
        ...(one.stage === 'failed' ? { refused: true } : {}),
      })),
    );
  }
  // A draft knows a file as soon as the server does.
  watch(() => list.map(({ id, stage }) => `${id} ${stage}`).join(), tell);
  async function work(): Promise<void> {
    if (running || gone) return;
    const one = list.find(({ stage }) => stage === 'queued');
    if (!one) return;
    const stop = new AbortController();
    running = { one, stop };
    await sendFile(one, stop.signal);
    running = null;
    if (gone) return;
    tell();
    void work();
  }
  function add(paper: string, files: Iterable<File>): void {
    for (const file of files) {
      // The same file again, after the page was loaded anew: it goes on where it stopped.
      const cut = list.find(
        (one) =>
          one.stage === 'cut' &&
          one.paper === paper &&
          one.name === file.name &&
          one.size === file.size,
      );
      if (cut) {
        cut.source = file;
        cut.received = 0;
        cut.stage = 'queued';
      } else {
        list.push(sendingOf(paper, file, draft));
      }
    }
    tell();
    void work();
  }
  function stop(one: Sending): void {
    if (running?.one === one) running.stop.abort();
  }
  function pause(one: Sending): void {
    one.stage = 'paused';
    stop(one);
  }
  function resume(one: Sending): void {
    one.problem = null;
    one.stage = one.source ? 'queued' : 'cut';
    void work();
  }
  function remove(one: Sending): void {
    stop(one);
    const at = list.indexOf(one);
    if (at >= 0) list.splice(at, 1);
    tell();
    if (!one.id) return;
    const params = { path: { upload: one.id }, header: { 'Idempotency-Key': newKey() } };
    // Should it fail, the server lets it go by itself within the hour.
    void api.DELETE('/api/v1/uploads/{upload}', { params }).catch(() => undefined);
  }

  /** The form was emptied. */
  function clear(): void {
    for (const one of list.filter(({ stage }) => stage !== 'failed')) remove(one);
  }

  /** Compares what a draft kept with what the server has; looking keeps it there. */
  async function look(): Promise<void> {
    try {
      limits.value = await answer(api.GET('/api/v1/uploads', {}));
    } catch {
      return; // The line will be back; nothing is lost meanwhile.
    }
    const there = new Map(limits.value.uploads.map((upload) => [upload.id, upload]));
    const missing = list.filter(
      (one) =>
        !one.source &&
        one.id !== '' &&
        (one.stage === 'whole' || one.stage === 'cut') &&
        !there.has(one.id),
    );
    for (const one of missing) list.splice(list.indexOf(one), 1);
    for (const one of list) {
      const upload = there.get(one.id);
      if (!one.source && upload) one.received = upload.received;
      if (!one.source && upload?.whole) one.stage = 'whole';
    }
    if (missing.length === 0) return;
    expired.value = missing.map(({ name }) => name);
    tell();
  }
  if (list.length < kept.length) tell(); // What was refused went with the page that showed it.
  void look();
  const sign = setInterval(() => list.length && void look(), stillWanted);
  onScopeDispose(() => {
    gone = true;
    clearInterval(sign);
    running?.stop.abort();
  });

  const endings = computed(() => limits.value?.kinds.flatMap((kind) => kind.endings) ?? []);
  return { list, limits, endings, expired, add, pause, resume, remove, clear };
}
