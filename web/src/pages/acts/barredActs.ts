// The acts that are barred now, as people look for them: in the order in which a case goes, those of one
// reason together, and without what does not come into question at all (nobody misses resuming a case
// that is not paused). The server tells every act and its reason; nothing that it bars is offered.
import { byCasework } from './actEffects';
import type { Possible } from './actValues';
import { clauseWord } from './clauseWord';
import { refusalText } from './refusalText';

/** What the act is about is not there: nothing waits, runs, was given, or can be undone. */
const absent = new Set([
  'not_waiting',
  'not_paused',
  'not_removed',
  'not_ended',
  'power_is_here',
  'no_obligation',
  'promise_not_allowed',
  'not_overdue',
  'extension_not_asked',
  'more_not_asked',
  'agreement_not_open',
  'nothing_to_deliver',
  'opinion_not_open',
  'not_consulted',
  'opinion_not_ours',
  'opinion_settled',
  'nothing_to_rate',
  'not_rated',
  'no_call_back',
  'not_permitted',
]);
/** Reasons that tell something of one act, and of these nothing. */
const absentFor: Record<string, string[]> = {
  not_proposed: ['send_back_proposal', 'take_back_proposal'],
  not_deciding: ['send_back_proposal', 'take_back_proposal', 'extend', 'refuse_extension'],
};

export interface BarredRow {
  acts: Possible[];
  reason: string;
  clause: string;
}

const comesUp = (one: Possible): boolean =>
  !absent.has(one.refusal) && !absentFor[one.refusal]?.includes(one.act);

export function barredRows(all: Possible[]): BarredRow[] {
  const barred = all.filter((one) => !one.allowed).sort(byCasework);
  const kept = barred.filter(comesUp);
  // Who can do nothing at all is told why, whatever the reason.
  const shown = kept.length > 0 || all.some((one) => one.allowed) ? kept : barred;
  const rows: BarredRow[] = [];
  for (const act of shown) {
    const reason = refusalText(act);
    const clause = clauseWord(act.clause);
    const same = rows.find((row) => row.reason === reason && row.clause === clause);
    if (same) same.acts.push(act);
    else rows.push({ acts: [act], reason, clause });
  }
  return rows;
}
