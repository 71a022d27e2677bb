// The board's rows by organ: one's own first, then those with most overdue; within an organ those whose
// officer nobody has named on top.
import type { Schema } from '@/api/client';

export type OfficerRow = Schema['Team']['officers'][number];
export interface OrganRows {
  region: string;
  department: string;
  rows: OfficerRow[];
  total: Figures;
}
export const figureNames = [
  'pending',
  'overdue',
  'due_soon',
  'green',
  'yellow',
  'red',
  'red_by_law',
  'paused',
] as const;
export type Figure = (typeof figureNames)[number];
export type Figures = Record<Figure, number>;

const unassignedFirst = (one: OfficerRow, other: OfficerRow) =>
  Number(one.officer !== '') - Number(other.officer !== '') ||
  other.overdue - one.overdue ||
  other.pending - one.pending ||
  one.officer.localeCompare(other.officer, 'zh');

const sumOf = (rows: Figures[]): Figures =>
  Object.fromEntries(
    figureNames.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)]),
  ) as Figures;
export const totalOf = (organs: OrganRows[]): Figures => sumOf(organs.map(({ total }) => total));

export function organsOf(team: Schema['Team']): OrganRows[] {
  const organs = new Map<string, OfficerRow[]>();
  for (const row of team.officers) {
    const key = `${row.region} ${row.department}`;
    organs.set(key, [...(organs.get(key) ?? []), row]);
  }
  const own = ({ region, department }: OrganRows) =>
    Number(!(region === team.region && department === team.department));
  return [...organs.values()]
    .map((rows) => {
      const [{ region, department }] = rows as [OfficerRow];
      return { region, department, rows: rows.sort(unassignedFirst), total: sumOf(rows) };
    })
    .sort(
      (one, other) =>
        own(one) - own(other) ||
        other.total.overdue - one.total.overdue ||
        one.region.localeCompare(other.region),
    );
}
