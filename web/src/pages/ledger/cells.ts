// What stands in a ledger's cells, by the column's name, as bare nodes: a page of rows has hundreds of
// cells, and a component for each would cost more than all the rest of the page.
import { h } from 'vue';
import type { VNode } from 'vue';
import type { Schema } from '@/api/client';
import { fill } from '@/i18n/words';
import { addressOf } from '@/ui/address';
import { splitHits } from '@/ui/hits';
import { daysWord, lampWord, lightWord, stateWord } from '@/ui/lights';
import type { ColumnName } from './columns';
import { ledgerWords } from './words';

type Row = Schema['LedgerRow'];
type Content = VNode | string | (VNode | string)[];

export interface CellNeeds {
  hit: string;
  asOf?: string;
  columns: readonly ColumnName[];
}

function marked(text: string, hit: string): Content {
  if (!hit) return text;
  return splitHits(text, hit).map((part) => (part.marked ? h('mark', part.text) : part.text));
}
function unbroken(content: Content, title?: string): VNode {
  return h('span', { class: 'nowrap', title }, content);
}
function tag(text: string, title: string, kind = ''): VNode {
  return h('span', { class: `tag ${kind}`, title }, text);
}

/** As LightMark shows it. */
export function lightContent(row: Row): Content {
  if (row.light === 'none') return h('span', { class: 'soft' }, '—');
  const days = row.light === 'paused' ? '' : daysWord(row.light, row.days_left);
  return h('span', { class: `light-mark light-ink-${row.light}`, title: lampWord(row.light) }, [
    h('svg', { class: 'light-shape', 'aria-hidden': 'true' }, [
      h('use', { href: `#light-${row.light}` }),
    ]),
    h('span', { class: 'light-word' }, lightWord(row.light)),
    ...(days ? [h('span', { class: 'light-days' }, days)] : []),
  ]);
}

/** Where the search hit something that is not shown: what. */
function hitElsewhere(row: Row, { hit, columns }: CellNeeds): string {
  const fits = (text: string) => text.toLowerCase().includes(hit.toLowerCase());
  if (!hit || fits(row.project_name)) return '';
  const places: [ColumnName, string][] = [
    ['unit', row.unit_name],
    ['code', row.project_code],
    ['external_id', row.external_id],
    ['case_id', row.case_id],
  ];
  const [column, text] = places.find(([, one]) => fits(one)) ?? ['project', ''];
  return columns.includes(column) ? '' : text;
}

/** The project's name as the door to the case. */
export function projectContent(row: Row, needs: CellNeeds): Content {
  const name = row.project_name || row.project_code || ledgerWords.value.no_project_name;
  const href = addressOf(`/cases/${encodeURIComponent(row.case_id)}`, { as_of: needs.asOf });
  const elsewhere = hitElsewhere(row, needs);
  return [
    h('a', { class: 'case-link', href }, marked(name, needs.hit)),
    ...(elsewhere ? [h('span', { class: 'hit-line' }, marked(elsewhere, needs.hit))] : []),
  ];
}

export function cellContent(row: Row, column: ColumnName, needs: CellNeeds): Content {
  const w = ledgerWords.value;
  switch (column) {
    case 'project':
      return projectContent(row, needs);
    case 'light':
      return lightContent(row);
    case 'due': {
      const day = unbroken(row.due ?? '—', row.due_kind ? w[`kind_${row.due_kind}`] : undefined);
      return row.provisional ? [day, tag(w.provisional, w.provisional_hint, 'tag-yellow')] : day;
    }
    case 'accepted': {
      const day = unbroken(row.accepted ?? '');
      if (!row.accepted || !row.deemed_on) return day;
      return [day, tag(w.deemed, fill(w.deemed_hint, { day: row.deemed_on }))];
    }
    case 'matter':
      return row.matter_name;
    case 'department':
      return row.department;
    case 'officer':
      return unbroken(row.officer);
    case 'state':
      return stateWord(row.state);
    case 'region':
      return row.region_name;
    case 'unit':
      return marked(row.unit_name, needs.hit);
    case 'code':
      return unbroken(marked(row.project_code, needs.hit));
    case 'case_id':
      return h('span', { class: 'code' }, marked(row.case_id, needs.hit));
    case 'external_id':
      return marked(row.external_id, needs.hit);
    case 'document_no':
    case 'remark':
    case 'flags':
      return row[column];
    case 'received':
    case 'ended':
    case 'finish_by':
    case 'due_given':
    case 'due_computed':
    case 'deemed_on':
      return unbroken(row[column] ?? '');
  }
}
