// Live notices, one stream for the whole browser: browsers allow six connections to one host over
// all tabs, so only one tab holds the stream and tells the others. The leader is whoever holds a
// Web Lock; where there are none (plain http) every tab asks by polling instead.
import { ref, shallowRef } from 'vue';
import { answer, api } from './client';
import type { Schema } from './client';

export type LiveState = 'connecting' | 'live' | 'polling' | 'off';
export type Changed = Schema['ChangedNotice'];
export type ImportNotice = Schema['ImportNotice'];

type Message =
  | { kind: 'changed'; notice: Changed }
  | { kind: 'import'; notice: ImportNotice }
  | { kind: 'notices' }
  | { kind: 'state'; state: LiveState }
  | { kind: 'again' }
  | { kind: 'hello' };

const pollEvery = 30_000;

export const liveState = ref<LiveState>('connecting');
/** The record's length, as far as any notice told. */
export const knownLogSize = shallowRef(0);

const changedListeners = new Set<(notice: Changed) => void>();
const importListeners = new Set<(notice: ImportNotice) => void>();
/** Calls back on each notice of changed cases; answers with what ends it. */
export function onChanged(listener: (notice: Changed) => void): () => void {
  changedListeners.add(listener);
  return () => changedListeners.delete(listener);
}
export function onImport(listener: (notice: ImportNotice) => void): () => void {
  importListeners.add(listener);
  return () => importListeners.delete(listener);
}

const noticeListeners = new Set<() => void>();
/** Calls back whenever notices (消息) were made for somebody, perhaps for this person. */
export function onNotices(listener: () => void): () => void {
  noticeListeners.add(listener);
  return () => noticeListeners.delete(listener);
}

let channel: BroadcastChannel | undefined;
/** Of the tab that holds the stream: opens one that was refused. */
let reopen = () => {};

function take(message: Message): void {
  if (message.kind === 'state') liveState.value = message.state;
  if (message.kind === 'again') reopen();
  if (message.kind === 'notices') noticeListeners.forEach((tell) => tell());
  if (message.kind === 'import') importListeners.forEach((tell) => tell(message.notice));
  if (message.kind === 'changed' && message.notice.log_size !== knownLogSize.value) {
    knownLogSize.value = message.notice.log_size;
    changedListeners.forEach((tell) => tell(message.notice));
  }
}
function tellAll(message: Message): void {
  take(message);
  channel?.postMessage(message);
}

/** Holds the stream until the page goes; the browser itself reconnects a broken one. */
function lead(): Promise<void> {
  let state: LiveState = 'connecting';
  const become = (next: LiveState) => {
    state = next;
    tellAll({ kind: 'state', state });
  };
  channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'hello') channel?.postMessage({ kind: 'state', state } satisfies Message);
  });
  let retry: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    const stream = new EventSource('/api/v1/events');
    reopen = () => {
      if (stream.readyState !== EventSource.CLOSED) return;
      clearTimeout(retry);
      open();
    };
    stream.onopen = () => {
      become('live');
      void ask(); // What happened while nobody listened.
    };
    stream.onerror = () => {
      if (stream.readyState !== EventSource.CLOSED) return become('connecting');
      // Refused for good (nobody is signed in any more, overload, an old proxy): poll, and try the
      // stream again later, or when somebody has signed in.
      stream.close();
      poll();
      retry = setTimeout(open, 10 * pollEvery);
    };
    stream.addEventListener('changed', ({ data }: MessageEvent<string>) =>
      tellAll({ kind: 'changed', notice: JSON.parse(data) as Changed }),
    );
    stream.addEventListener('import', ({ data }: MessageEvent<string>) =>
      tellAll({ kind: 'import', notice: JSON.parse(data) as ImportNotice }),
    );
    stream.addEventListener('notices', () => tellAll({ kind: 'notices' }));
    const poll = () => {
      if (stream.readyState !== EventSource.CLOSED) return;
      become('polling');
      void ask().then((reached) => {
        if (!reached) become('off');
      });
      polling ??= setInterval(
        () => (liveState.value === 'live' ? stopPolling() : poll()),
        pollEvery,
      );
    };
  };
  let polling: ReturnType<typeof setInterval> | undefined;
  const stopPolling = () => {
    clearInterval(polling);
    polling = undefined;
  };
  open();
  return new Promise(() => {});
}

/** Asks how long the record is; longer than known is a notice. */
async function ask(): Promise<boolean> {
  try {
    const { log_size } = await answer(api.GET('/api/v1/site'));
    tellAll({ kind: 'changed', notice: { log_size, cases: [] } });
    return true;
  } catch {
    return false;
  }
}

function pollAlone(): void {
  const turn = async () => {
    if (document.visibilityState !== 'visible') return;
    liveState.value = (await ask()) ? 'polling' : 'off';
  };
  void turn();
  setInterval(turn, pollEvery);
}

/** Somebody has signed in: the stream of the session before ended with it. */
export function listenAgain(): void {
  tellAll({ kind: 'again' });
}

/** Begins to listen; called once, with the length that the first page already rests on. */
export function beginLive(logSize: number): void {
  knownLogSize.value = logSize;
  if (!('locks' in navigator) || !('BroadcastChannel' in globalThis)) return pollAlone();
  channel = new BroadcastChannel('qidi-live');
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => take(data));
  channel.postMessage({ kind: 'hello' } satisfies Message);
  void navigator.locks.request('qidi-live', lead);
}
