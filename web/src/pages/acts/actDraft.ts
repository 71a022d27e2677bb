// What was typed and not sent, kept for this tab by case and act: a reload, a wrong click or a session
// that ran out loses nothing.
import type { Typed } from './actValues';

const keyOf = (caseId: string, act: string) => `act-draft:${caseId}:${act}`;

export function readDraft(caseId: string, act: string): Typed | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(caseId, act)) ?? 'null') as Typed | null;
    return kept && typeof kept.values === 'object' ? kept : null;
  } catch {
    return null;
  }
}
export function keepDraft(caseId: string, act: string, typed: Typed): void {
  try {
    sessionStorage.setItem(keyOf(caseId, act), JSON.stringify(typed));
  } catch {
    // Without storage the form still works, it only cannot outlive the page.
  }
}
export function dropDraft(caseId: string, act: string): void {
  sessionStorage.removeItem(keyOf(caseId, act));
}
