// The rows as cards, where there is no room for a table; bare nodes as in LedgerBody.
import { h } from 'vue';
import type { FunctionalComponent } from 'vue';
import type { Schema } from '@/api/client';
import { cellContent, lightContent, projectContent } from './cells';
import type { CellNeeds } from './cells';
import { columnTitle } from './columns';

export const LedgerCards: FunctionalComponent<{
  rows: Schema['LedgerRow'][];
  needs: CellNeeds;
  label: string;
}> = ({ rows, needs, label }) =>
  h(
    'ul',
    { class: 'cards', 'aria-label': label },
    rows.map((row) =>
      h('li', { key: row.case_id, class: `card card-${row.light}` }, [
        h('p', { class: 'card-name' }, projectContent(row, needs)),
        ...(row.light === 'none' ? [] : [h('p', [lightContent(row)])]),
        h(
          'dl',
          needs.columns
            .filter((column) => column !== 'project' && column !== 'light')
            .map((column) =>
              h('div', [h('dt', columnTitle(column)), h('dd', cellContent(row, column, needs))]),
            ),
        ),
      ]),
    ),
  );
LedgerCards.props = ['rows', 'needs', 'label'];
