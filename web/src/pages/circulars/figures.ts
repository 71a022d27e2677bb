// The circular's figures: their columns, their sums for the groups that the table folds into, and
// the ledgers that show the cases behind them.
import type { RouteLocationRaw } from 'vue-router';
import type { Schema } from '@/api/client';
import { regionTrail, topRegion } from '@/ui/catalogue';
import { dayNumber, dayText } from '@/pages/calendar/days';

export type Counts = Schema['CircularCounts'];
export type Row = Schema['CircularRow'];
type Rate = Counts['overdue_rate'];

export const mainColumns = [
  'opening',
  'accepted',
  'moved_in',
  'finished',
  'finished_late',
  'returned',
  'removed',
  'withdrawn',
  'moved_out',
  'closing',
  'overdue',
  'red_in_month',
] as const;
export const memoColumns = [
  'refiled',
  'reopened',
  'formally_accepted',
  'deemed',
  'granted',
  'refused',
  'not_accepted',
  'issue_overdue',
  'waiting',
  'online_filed',
  'online_handled',
  'days_over',
] as const;
export type Column = (typeof mainColumns)[number] | (typeof memoColumns)[number];
export type Figures = Record<Column, number>;

/** 7.3 %; a dash over nothing. */
export function percent(rate: Rate): string {
  return rate ? `${((rate.part / rate.whole) * 100).toFixed(1)}%` : '—';
}

/** The figures of several rows together. */
export function sum(rows: Partial<Figures>[]): Figures {
  const total = {} as Figures;
  for (const column of [...mainColumns, ...memoColumns]) {
    total[column] = rows.reduce((so_far, row) => so_far + (row[column] ?? 0), 0);
  }
  return total;
}

export interface RegionGroup {
  code: string;
  name: string;
  figures: Figures;
  rows: Row[];
}
export interface LeagueGroup {
  code: string;
  name: string;
  figures: Figures;
  regions: RegionGroup[];
}

/** Rows by league, then by the region of the organ, in the order of their codes. */
export function grouped(rows: Row[]): LeagueGroup[] {
  const regions = new Map<string, Row[]>();
  for (const row of rows) regions.set(row.region, [...(regions.get(row.region) ?? []), row]);
  const leagues = new Map<string, LeagueGroup>();
  for (const [code, own] of [...regions].sort(([a], [b]) => a.localeCompare(b))) {
    const name = own[0]?.region_name ?? code;
    const above = regionTrail(code)[0] ?? topRegion.value;
    const league = above ?? { code, name };
    const group = leagues.get(league.code) ?? {
      code: league.code,
      name: league.name,
      figures: sum([]),
      regions: [],
    };
    group.regions.push({ code, name, figures: sum(own), rows: own });
    leagues.set(league.code, group);
  }
  return [...leagues.values()].map((group) => ({
    ...group,
    figures: sum(group.regions.map((region) => region.figures)),
  }));
}

/** What a figure's ledger is filtered by, beside the day. */
export interface Place {
  region?: string;
  department?: string;
  matter?: string;
}

export function monthEnd(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

const dayBefore = (day: string): string => dayText(dayNumber(day) - 1);

/**
 * The ledger that shows exactly the cases of a figure, of days over those that they add up from. Only
 * figures that are a list as of a day have one; the flows of a month (received, finished, …) are no ledger.
 */
export function ledgerOf(column: Column, month: string, place: Place): RouteLocationRaw | null {
  const end = monthEnd(month);
  const query = { ...place, as_of: end };
  switch (column) {
    case 'opening':
      return {
        name: 'ledger',
        params: { list: 'pending' },
        query: { ...place, as_of: dayBefore(`${month}-01`) },
      };
    case 'closing':
      return { name: 'ledger', params: { list: 'pending' }, query };
    case 'overdue':
    case 'days_over':
      return { name: 'ledger', params: { list: 'overdue' }, query };
    case 'waiting':
      return {
        name: 'ledger',
        params: { list: 'all' },
        query: { ...query, state: 'waiting_for_unit' },
      };
    case 'issue_overdue':
      return {
        name: 'ledger',
        params: { list: 'all' },
        query: { ...query, state: 'granted', due_to: dayBefore(end) },
      };
    default:
      return null;
  }
}
