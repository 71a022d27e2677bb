// Until when whose turn it is, in a sentence for the unit; from what the server told of the row.
import type { Schema } from '@/api/client';
import { fill } from '@/i18n/words';
import { filingWords as w } from './filingWords';

export function whenOf(row: Schema['LedgerRow']): string {
  if (row.state === 'granted' && row.due) return fill(w.value.filing_issue, { day: row.due });
  if (row.ended) {
    const stopped = ['withdrawn', 'lapsed', 'removed'].includes(row.state);
    return fill(stopped ? w.value.filing_stopped_on : w.value.filing_ended_on, { day: row.ended });
  }
  if (!row.due) return row.state === 'waiting_for_unit' ? '' : w.value.filing_no_due;
  if (row.light === 'paused') return fill(w.value.filing_due_paused, { day: row.due });
  const past = row.light === 'red' || row.light === 'red_by_law';
  if (row.state === 'in_review' && !past) return fill(w.value.filing_due_review, { day: row.due });
  return fill(past ? w.value.filing_due_past : w.value.filing_due, { day: row.due });
}
