// The form of a correction: which of the case's entries may be set right by whoever is signed in, what
// of an entry, and what stands there now. Offers what the rule allows (acts/correct.cpp) instead of
// asking for a number that nobody knows; the server judges all the same.
import type { Schema } from '@/api/client';
import { fill } from '@/i18n/words';
import { shownFields } from '@/pages/case/eventFields';
import { fieldWord, kindWord, paperWord } from '@/pages/case/recordNames';
import { session } from '@/session/session';
import { actsWords as w } from './actsWords';
import type { Field, Typed } from './actValues';

type Recorded = Schema['RecordedEvent'];

/** Their day is told in writing, or another's countdowns hang on it: it cannot be moved. */
const fixedDay = new Set([
  'forwarded',
  'sent_back',
  'paused',
  'pause_prolonged',
  'resumed',
  'extended',
  'transferred',
  'reopened',
  'restored',
  'due_days_moved',
  'adopted_from_ledger',
  'ledger_row_updated',
  'joint_joined',
  'rated',
]);
/** They speak of other entries, and are void or done; nothing hangs on their own day. */
const ofTheRecord = new Set([
  'corrected',
  'agreement_asked',
  'agreement_given',
  'agreement_declined',
  'ledger_import_undone',
]);
const beside: Record<string, string[]> = {
  filed: ['project_name', 'project_code', 'unit_name', 'unit_code'],
  issued: ['document_no'],
};
const units = ['project_unit', 'help_agent'];

function fieldsOf(event: Recorded): string[] {
  if (ofTheRecord.has(event.kind)) return [];
  return [...(beside[event.kind] ?? []), ...(fixedDay.has(event.kind) ? [] : ['legal_day'])];
}
/** What the unit stated is corrected by the unit; what an organ did, by its own people; time's, by nobody. */
function isOwn(event: Recorded): boolean {
  const who = session.value;
  if (!who || event.role === 'job') return false;
  if (units.includes(who.role) || units.includes(event.role)) {
    return units.includes(who.role) && units.includes(event.role);
  }
  return event.region === who.region && event.department === who.department;
}
const correctable = (events: Recorded[]): Recorded[] =>
  events.filter((event) => isOwn(event) && fieldsOf(event).length > 0);

/** What stands there now: as recorded, or as the last correction left it. */
function valueNow(events: Recorded[], of: Recorded, field: string): string {
  const last = events.findLast(
    ({ kind, body }) =>
      kind === 'corrected' && body['of_sequence'] === of.sequence && body['field'] === field,
  );
  const found = last ? last.body['value'] : field === 'legal_day' ? of.legal_day : of.body[field];
  return typeof found === 'string' ? found : '';
}

const most = 40;
/** One entry in a list: its day, its name, and enough of what it says to tell it from others. */
function entryWord(events: Recorded[], event: Recorded): string {
  const says = shownFields(event.body, (code) => paperWord(code, undefined))
    .map(({ lines }) => lines.join('；'))
    .join('，');
  const short = says.length > most ? `${says.slice(0, most)}…` : says;
  const day = valueNow(events, event, 'legal_day');
  return [day, kindWord(event.kind, event.kind_name), short].filter(Boolean).join('　');
}

const chosenOf = (typed: Typed, events: Recorded[]): Recorded | undefined =>
  correctable(events).find(({ sequence }) => String(sequence) === typed.values['of_sequence']);
const choice = (value: string, word: string) => ({ value, word, basis: '', most: null });

/** A field of the form as this case's record and what is chosen so far leave it. */
export function fittedToRecord(act: string, field: Field, typed: Typed, events: Recorded[]): Field {
  if (act !== 'correct') return field;
  const chosen = chosenOf(typed, events);
  if (field.name === 'of_sequence') {
    const choices = correctable(events).map((event) =>
      choice(String(event.sequence), entryWord(events, event)),
    );
    return { ...field, kind: 'choice', choices, hint: choices.length ? '' : w.value.correct_none };
  }
  if (field.name === 'field') {
    const taken = chosen ? fieldsOf(chosen) : [];
    return {
      ...field,
      choices: field.choices.filter(({ value }) => taken.includes(value)),
      hint: chosen ? '' : w.value.correct_first,
    };
  }
  const which = String(typed.values['field'] ?? '');
  if (field.name !== 'value' || !chosen || !which) return field;
  const now = valueNow(events, chosen, which) || w.value.correct_empty;
  return {
    ...field,
    kind: which === 'legal_day' ? 'day' : field.kind,
    hint: fill(w.value.correct_now, {
      field: which === 'legal_day' ? w.value.correct_day : fieldWord(which),
      value: now,
    }),
  };
}

/** Another entry, or another of its fields: what was written for the one before would be wrong there. */
export function settleCorrection(act: string, put: string, typed: Typed, events: Recorded[]): void {
  if (act !== 'correct' || !['of_sequence', 'field'].includes(put)) return;
  typed.values['value'] = '';
  if (put === 'field') return;
  const chosen = chosenOf(typed, events);
  const taken = chosen ? fieldsOf(chosen) : [];
  typed.values['field'] = taken.length === 1 ? (taken[0] ?? '') : '';
}
