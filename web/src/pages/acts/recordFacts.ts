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
