// What an act will bring about, in plain words, before it is sent. The words tell the rule; which day
// or light comes of it only the server says, in the receipt.
import { fill } from '@/i18n/words';
import { regionName } from '@/ui/catalogue';
import type { DefectRow, Organ, Typed } from './actValues';
import { actsWords } from './actsWords';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

export function effectOf(act: string, typed: Typed): string {
  const w = actsWords.value as Record<string, string>;
  const { values } = typed;
  const outcome = text(values['outcome']);
  const sentence =
    (outcome && w[`effect_${act}_${outcome}`]) || w[`effect_${act}`] || w['effect_other'] || '';
  const defects = (values['defects'] as DefectRow[] | undefined)?.filter((row) => row.paper);
  const organ = values['organ'] as Organ | undefined;
  const place = organ?.department
    ? organ.department.startsWith(regionName(organ.region))
      ? organ.department
      : `${regionName(organ.region)} ${organ.department}`
    : '…';
  return fill(sentence, {
    n: defects ? defects.length : text(values['days']) || '…',
    officer: text(values['officer']) || '…',
    organ: place,
  });
}

/** Acts after which the case has ended, or that take something from the unit: their button warns. */
export function endsCase(act: string, typed: Typed): boolean {
  if (act === 'decide') return typed.values['outcome'] === 'refuse';
  return ['not_accept', 'withdraw', 'close_unanswered', 'remove', 'break_obligation'].includes(act);
}

/** The acts that come up most, in the order in which a case goes; the others stand under 更多. */
const usual = [
  'refile',
  'answer_more',
  'agree',
  'take',
  'decide',
  'send_back_proposal',
  'call_back',
  'rate',
  'issue',
  'resume',
  'accept',
  'return_once',
  'propose',
  'forward',
  'extend',
  'refuse_extension',
  'explain_overdue',
  'pause',
  'assign',
  'fulfil_obligation',
  'restore',
  'reopen',
  'supplement_rating',
];
/** Every act of a case in the order in which one goes, with what may come at any time at the end. */
const casework = [
  ...['take', 'assign', 'hand_over'],
  ...['accept', 'accept_on_promise', 'accept_with_gap', 'return_once', 'refile', 'not_accept'],
  ...['forward', 'send_back', 'ask_opinion', 'give_opinion', 'withdraw_opinion', 'check_site'],
  ...['ask_more', 'answer_more', 'pause', 'prolong', 'resume'],
  ...['ask_extension', 'extend', 'refuse_extension'],
  ...['propose', 'take_back_proposal', 'send_back_proposal', 'decide'],
  ...['fulfil_obligation', 'break_obligation', 'issue', 'deliver', 'confirm_receipt'],
  ...['rate', 'supplement_rating', 'call_back', 'explain_overdue', 'transfer'],
  ...['withdraw', 'close_unanswered', 'agree', 'decline_agreement', 'correct'],
  ...['remove', 'restore', 'reopen'],
];
export function byCasework(one: { act: string }, other: { act: string }): number {
  const rank = ({ act }: { act: string }) =>
    casework.includes(act) ? casework.indexOf(act) : casework.length;
  return rank(one) - rank(other);
}

export const isUsual = (act: string): boolean => usual.includes(act);
export function byUse(one: { act: string }, other: { act: string }): number {
  const rank = (act: string) => (isUsual(act) ? usual.indexOf(act) : usual.length);
  return rank(one.act) - rank(other.act) || byCasework(one, other);
}

/** Fields that only one outcome takes: with the other the record would drop what was typed there. */
const takenBy: Record<string, Record<string, string>> = {
  decide: { reasons: 'refuse', remedies: 'refuse', conditions: 'grant' },
};
export function isTaken(act: string, field: string, typed: Typed): boolean {
  const outcome = takenBy[act]?.[field];
  return outcome === undefined || typed.values['outcome'] === outcome;
}
