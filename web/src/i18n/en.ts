import type { Words } from './zh';

export const en: Partial<Words> = {
  site_title: 'Qidi',
  site_subtitle: 'Approval clearance and supervision',
  nav_overview: 'Overview',
  nav_ledgers: 'Ledgers',
  nav_imports: 'Import',
  nav_circulars: 'Circulars',
  nav_calendar: 'Calendar',
};
