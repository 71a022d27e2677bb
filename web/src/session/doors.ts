// The doors of the navigation in their order: whose page, where it leads, which addresses lie behind it.
import type { zh } from '@/i18n/zh';
import type { Page } from './session';

export interface Door {
  page: Page;
  to: string;
  word: keyof typeof zh;
  /** Beginnings of the addresses that belong to it; none: only `to` itself. */
  behind: string[];
}

export const doors: Door[] = [
  { page: 'desk', to: '/desk', word: 'nav_desk', behind: ['/desk'] },
  { page: 'team', to: '/team', word: 'nav_team', behind: ['/team'] },
  { page: 'filing', to: '/filing', word: 'nav_filing', behind: ['/filing'] },
  { page: 'accounts', to: '/accounts', word: 'nav_accounts', behind: ['/accounts'] },
  { page: 'organs', to: '/organs', word: 'nav_organs', behind: ['/organs'] },
  { page: 'sign_ins', to: '/sign-ins', word: 'nav_sign_ins', behind: ['/sign-ins'] },
  { page: 'webhooks', to: '/webhooks', word: 'nav_webhooks', behind: ['/webhooks'] },
  { page: 'readings', to: '/readings', word: 'nav_readings', behind: ['/readings'] },
  { page: 'overview', to: '/', word: 'nav_overview', behind: [] },
  {
    page: 'ledgers',
    to: '/ledgers/pending',
    word: 'nav_ledgers',
    behind: ['/ledgers', '/cases'],
  },
  { page: 'joint', to: '/joint', word: 'nav_joint', behind: ['/joint'] },
  { page: 'circulars', to: '/circulars', word: 'nav_circulars', behind: ['/circulars'] },
  { page: 'imports', to: '/imports', word: 'nav_imports', behind: ['/imports'] },
  { page: 'catalogue', to: '/matters', word: 'nav_matters', behind: ['/matters'] },
  { page: 'calendar', to: '/calendar', word: 'nav_calendar', behind: ['/calendar'] },
];
