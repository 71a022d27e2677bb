// What the forms need to know of a case's record: the papers received so far, and what was told last.
import type { Schema } from '@/api/client';
import type { DefectRow } from './actValues';

type Recorded = Schema['RecordedEvent'];

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** Codes of the papers handed in with the filing and with each filing again. */
export function papersReceived(events: Recorded[]): Set<string> {
  const papers = new Set<string>();
  for (const { body } of events) {
    for (const paper of texts((body as Record<string, unknown>)['papers'])) papers.add(paper);
  }
  return papers;
}

export interface ToldOnce {
  defects: DefectRow[];
  suggestions: string;
}

/** The last list of defects that the unit was told; undefined when it was told none. */
export function lastTold(events: Recorded[]): ToldOnce | undefined {
  const last = events.findLast((event) => event.kind === 'returned_once');
  const told = last?.body as { defects?: DefectRow[]; suggestions?: string } | undefined;
  return told && { defects: told.defects ?? [], suggestions: told.suggestions ?? '' };
}

/** Of the last answers of this kind: what the unit said it cannot mend. */
export function notMended(events: Recorded[], kind: string): { paper: string; answer: string }[] {
  const last = events.findLast((event) => event.kind === kind)?.body as
    { answers?: { paper: string; answer: string; mended?: boolean }[] } | undefined;
  return (last?.answers ?? []).filter(({ mended }) => mended === false);
}

/** What was asked of the unit after acceptance. */
export function lastMoreAsked(events: Recorded[]): ToldOnce | undefined {
  const asked = events.findLast((event) => event.kind === 'more_asked')?.body as
    { defects?: DefectRow[] } | undefined;
  return asked && { defects: asked.defects ?? [], suggestions: '' };
}

/** What a head decides on: the last proposal, or the extension asked for. */
export interface Put {
  who: string;
  day: string;
  outcome: 'grant' | 'refuse';
  reasons: string;
}
const said = (value: unknown): string => (typeof value === 'string' ? value : '');
const lastBody = (events: Recorded[], kind: string) => {
  const last = events.findLast((event) => event.kind === kind);
  return last && { event: last, body: last.body as Record<string, unknown> };
};
export function lastProposal(events: Recorded[]): Put | undefined {
  const found = lastBody(events, 'decision_proposed');
  return (
    found && {
      who: found.event.actor_name,
      day: found.event.legal_day,
      outcome: found.body['grant'] === true ? 'grant' : 'refuse',
      reasons: said(found.body['reasons']),
    }
  );
}
export function lastExtensionAsked(
  events: Recorded[],
): { who: string; day: string; days: number; reason: string } | undefined {
  const found = lastBody(events, 'extension_asked');
  return (
    found && {
      who: found.event.actor_name,
      day: found.event.legal_day,
      days: Number(found.body['days']) || 0,
      reason: said(found.body['reason']),
    }
  );
}

/** A head's no to what was put to him last; undefined once it is put to him anew, or decided. */
export interface PutBack {
  who: string;
  day: string;
  reason: string;
}
function lastPutBack(events: Recorded[], no: string, others: string[]): PutBack | undefined {
  const last = events.findLast(({ kind }) => kind === no || others.includes(kind));
  if (last?.kind !== no) return undefined;
  const reason = said((last.body as Record<string, unknown>)['reason']);
  return { who: last.actor_name, day: last.legal_day, reason };
}
export const proposalSentBack = (events: Recorded[]): PutBack | undefined =>
  lastPutBack(events, 'proposal_sent_back', ['decision_proposed', 'granted', 'refused']);
export const extensionRefused = (events: Recorded[]): PutBack | undefined =>
  lastPutBack(events, 'extension_refused', ['extension_asked', 'extended', 'granted', 'refused']);

/** Whether what was put to who decides still waits for his word. */
const waits = (events: Recorded[], put: string, answers: string[]): boolean =>
  events.findLast(({ kind }) => kind === put || answers.includes(kind))?.kind === put;
const decided = ['granted', 'refused'];
export const proposalWaits = (events: Recorded[]): boolean =>
  waits(events, 'decision_proposed', [
    ...decided,
    'proposal_sent_back',
    'proposal_taken_back',
    'sent_back',
  ]);
export const extensionWaits = (events: Recorded[]): boolean =>
  waits(events, 'extension_asked', [...decided, 'extended', 'extension_refused']);

/** Opinions asked for this case, with the answer where there is one ("" while there is none). */
export function opinionsHeard(
  events: Recorded[],
): { department: string; view: string; text: string }[] {
  const heard = new Map<unknown, { department: string; view: string; text: string }>();
  for (const { kind, body } of events) {
    const fields = body as Record<string, unknown>;
    if (kind === 'opinion_asked') {
      const asked = fields['asked'] as { department?: string } | undefined;
      heard.set(fields['number'], { department: asked?.department ?? '', view: '', text: '' });
    } else if (kind === 'opinion_given') {
      const one = heard.get(fields['number']);
      if (one) Object.assign(one, { view: said(fields['view']), text: said(fields['text']) });
    } else if (kind === 'opinion_withdrawn') {
      heard.delete(fields['number']);
    }
  }
  return [...heard.values()];
}

/** The organ above that the filing named, which a forwarding goes to when no other is written. */
export function upperNamed(events: Recorded[]): { region: string; department: string } | undefined {
  const upper = (events[0]?.body as Record<string, unknown> | undefined)?.['upper'] as
    { region?: string; department?: string } | undefined;
  return upper?.region && upper.department
    ? { region: upper.region, department: upper.department }
    : undefined;
}
