// The circular's table, line by line as it stands: each league, and below what is open its regions and
// their departments and matters. A line knows which cases its figures lead to.
import { fill } from '@/i18n/words';
import { catalogue, regionName, topRegion } from '@/ui/catalogue';
import { circularWords as w } from './circularWords';
import type { Figures, LeagueGroup, Place, RegionGroup, Row } from './figures';

export interface Line {
  key: string;
  depth: 'league' | 'region' | 'leaf';
  name: string;
  /** Of a leaf. */
  matter?: string;
  figures: Partial<Figures>;
  /** Null: no filter of the ledger means exactly this line. */
  place: Place | null;
}

const own = (name: string) => `${name}${w.value.circular_own}`;
export const leagueKey = (league: LeagueGroup) => `league ${league.code}`;

// The ledger's filter by region takes in all below it: right for a league as a whole and for what
// has nothing below, but not for a league's own organs among its regions, nor for the top's.
function leagueLine(league: LeagueGroup): Line {
  const top = league.code === topRegion.value?.code;
  return {
    key: leagueKey(league),
    depth: 'league',
    name: top ? own(league.name) : league.name,
    figures: league.figures,
    place: top ? null : { region: league.code },
  };
}
function regionLine(league: LeagueGroup, region: RegionGroup): Line {
  const isOwn = region.code === league.code;
  return {
    key: region.code,
    depth: 'region',
    name: isOwn ? own(region.name) : region.name,
    figures: region.figures,
    place: isOwn ? null : { region: region.code },
  };
}
function leafLine(row: Row): Line {
  const { region, department, matter } = row;
  return {
    key: `${region} ${department} ${matter}`,
    depth: 'leaf',
    name: department || w.value.circular_department_none,
    matter: row.matter_name,
    figures: row,
    place: department ? { region, department, matter } : null,
  };
}

/**
 * A city below a league that reports by itself (满洲里) is kept out of its league by the overview; a
 * circular adds up by the administrative division. Says so where one of them has figures.
 */
export function toldApart(rows: Row[]): string {
  const regions = catalogue.value?.regions ?? [];
  const cities = regions.filter(
    ({ code, level, reporting_unit }) =>
      level > 2 && reporting_unit === code && rows.some(({ region }) => region === code),
  );
  if (cities.length === 0) return '';
  const pairs = cities.map(({ name, parent }) =>
    fill(w.value.circular_apart_one, { league: regionName(parent), city: name }),
  );
  return fill(w.value.circular_apart, { pairs: pairs.join(w.value.circular_apart_and) });
}

/** A league's line and those below it that `open` shows. */
export function linesOf(league: LeagueGroup, open: ReadonlySet<string>): Line[] {
  const first = leagueLine(league);
  if (!open.has(first.key)) return [first];
  const below = league.regions.flatMap((region) => {
    const line = regionLine(league, region);
    return open.has(line.key) ? [line, ...region.rows.map(leafLine)] : [line];
  });
  return [first, ...below];
}
