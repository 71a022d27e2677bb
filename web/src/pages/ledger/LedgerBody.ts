// The table's body as one function: see cells.ts for why.
import { h } from 'vue';
import type { FunctionalComponent } from 'vue';
import type { Schema } from '@/api/client';
import { cellContent, projectContent } from './cells';
import type { CellNeeds } from './cells';

export const LedgerBody: FunctionalComponent<{ rows: Schema['LedgerRow'][]; needs: CellNeeds }> = ({
  rows,
  needs,
}) =>
  h(
    'tbody',
    rows.map((row) =>
      h('tr', { key: row.case_id }, [
        h('th', { scope: 'row', class: 'column-project' }, projectContent(row, needs)),
        ...needs.columns
          .slice(1)
          .map((column) => h('td', { class: `column-${column}` }, cellContent(row, column, needs))),
      ]),
    ),
  );
LedgerBody.props = ['rows', 'needs'];
