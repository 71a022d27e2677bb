export const zh = {
  site_title: '起底',
  site_subtitle: '投资项目审批清理监管平台',
  nav_overview: '总览',
  nav_ledgers: '台账',
  nav_imports: '导入',
  nav_circulars: '通报',
  nav_calendar: '日历',
};
export type Words = { [key in keyof typeof zh]: string };
