// Drafts of filings in this browser, several for one account, each under a key of its own so that two
// tabs that write two drafts do not write over each other. A draft that was sent leaves for a month the
// number of its case behind, so that another tab that still has it open does not send it again.
import { api, newKey } from '@/api/client';
import type { FileRef } from '@/pages/uploads/uploading';
import type { Filing } from './filingDraft';

export interface Draft {
  id: string;
  /** When it was last written, by this device's clock; ISO. */
  saved: string;
  filing: Partial<Filing>;
  /** The case that it became. */
  filed?: string;
}

const before = (account: string) => `filing-draft:${account}`;
export const keyOfDraft = (account: string, id: string): string => `${before(account)}:${id}`;
/** Also the filing's Idempotency-Key: one draft is one case, whoever sends it how often. */
export const newDraftId = (): string => `draft-${newKey()}`;
const monthMs = 30 * 24 * 60 * 60 * 1000;

export function draftFrom(text: string | null): Draft | null {
  try {
    const found = JSON.parse(text ?? 'null') as Draft | null;
    return found && typeof found.id === 'string' && found.filing ? found : null;
  } catch {
    return null;
  }
}
function put(account: string, draft: Draft): void {
  try {
    localStorage.setItem(keyOfDraft(account, draft.id), JSON.stringify(draft));
  } catch {
    // Without storage the page still works, it only cannot be left and come back to.
  }
}

/** The one draft there was before there could be several. */
function takeOver(account: string): void {
  try {
    const old = localStorage.getItem(before(account));
    if (old === null) return;
    localStorage.removeItem(before(account));
    const filing = JSON.parse(old) as Partial<Filing> | null;
    if (filing) put(account, { id: newDraftId(), saved: new Date().toISOString(), filing });
  } catch {
    // It could not be read: there is nothing to take over.
  }
}

/** Whatever is kept, what was sent with it. */
function all(account: string): Draft[] {
  takeOver(account);
  const found: Draft[] = [];
  for (let at = 0; at < localStorage.length; at++) {
    const key = localStorage.key(at) ?? '';
    if (!key.startsWith(`${before(account)}:`)) continue;
    const draft = draftFrom(localStorage.getItem(key));
    if (draft) found.push(draft);
  }
  return found.sort((a, b) => b.saved.localeCompare(a.saved));
}

/** What is not sent yet, last written first. */
export function readDrafts(account: string): Draft[] {
  const old = Date.now() - monthMs;
  const drafts = all(account);
  for (const { id, filed, saved } of drafts) {
    if (filed && Date.parse(saved) < old) localStorage.removeItem(keyOfDraft(account, id));
  }
  return drafts.filter(({ filed }) => !filed);
}
export function readDraft(account: string, id: string): Draft | null {
  return draftFrom(localStorage.getItem(keyOfDraft(account, id)));
}
export function keepDraft(account: string, id: string, filing: Filing): void {
  put(account, { id, saved: new Date().toISOString(), filing });
}
export function draftFiled(account: string, id: string, filed: string): void {
  put(account, { id, saved: new Date().toISOString(), filing: {}, filed });
}
/** Its files on the server go with it. */
export function dropDraft(account: string, id: string): void {
  letGo(readDraft(account, id)?.filing.files ?? []);
  localStorage.removeItem(keyOfDraft(account, id));
}
function letGo(files: FileRef[]): void {
  for (const { file } of files) {
    if (!file) continue;
    const params = { path: { upload: file }, header: { 'Idempotency-Key': newKey() } };
    // Should it fail, the server lets it go by itself after its days.
    void api.DELETE('/api/v1/uploads/{upload}', { params }).catch(() => undefined);
  }
}
