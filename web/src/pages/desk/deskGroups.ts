// Sorts the rows on a desk by urgency. Light and days left are the server's; here they only choose the
// group's heading.
import type { Schema } from '@/api/client';
import { isUnclaimed } from './unclaimed';

export type Row = Schema['LedgerRow'];
export const groupNames = [
  'overdue',
  'today',
  'soon',
  'unclaimed',
  'rest',
  'waiting',
  'paused',
] as const;
export type GroupName = (typeof groupNames)[number];
export interface Group {
  name: GroupName;
  rows: Row[];
}

function groupOf(row: Row, me: string): GroupName {
  // Neither asks for anybody's hand today, whoever is named.
  if (row.state === 'waiting_for_unit') return 'waiting';
  if (row.light === 'paused') return 'paused';
  if (row.officer !== me && isUnclaimed(row)) return 'unclaimed';
  if (row.light === 'red' || row.light === 'red_by_law') return 'overdue';
  if (row.days_left === 0) return 'today';
  return row.days_left !== null && row.days_left <= 3 ? 'soon' : 'rest';
}

const never = '9999';
export function groupsOf(rows: Row[], me: string): Group[] {
  const sorted = [...rows].sort((a, b) => (a.due ?? never).localeCompare(b.due ?? never));
  return groupNames.map((name) => ({
    name,
    rows: sorted.filter((row) => groupOf(row, me) === name),
  }));
}

export function fits(row: Row, words: string, matter: string): boolean {
  if (matter && row.matter !== matter) return false;
  const sought = words.trim().toLowerCase();
  if (!sought) return true;
  return [row.project_name, row.unit_name, row.project_code, row.case_id, row.external_id].some(
    (text) => text.toLowerCase().includes(sought),
  );
}
