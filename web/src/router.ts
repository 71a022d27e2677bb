// The pages' addresses. Filters live in the query, so that a view can be kept and sent as a link.
import { createRouter, createWebHistory } from 'vue-router';

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'overview', component: () => import('@/pages/overview/OverviewPage.vue') },
    {
      path: '/ledgers/:list',
      name: 'ledger',
      component: () => import('@/pages/ledger/LedgerPage.vue'),
    },
    { path: '/ledgers', redirect: '/ledgers/pending' },
    { path: '/cases/:id', name: 'case', component: () => import('@/pages/case/CasePage.vue') },
    {
      path: '/imports',
      name: 'imports',
      component: () => import('@/pages/imports/ImportsPage.vue'),
    },
    {
      path: '/imports/:id',
      name: 'import',
      component: () => import('@/pages/imports/ImportPage.vue'),
    },
    {
      path: '/circulars',
      name: 'circulars',
      component: () => import('@/pages/circulars/CircularPage.vue'),
    },
    {
      path: '/circulars/:month',
      name: 'circular',
      component: () => import('@/pages/circulars/CircularPage.vue'),
    },
    {
      path: '/calendar',
      name: 'calendar',
      component: () => import('@/pages/calendar/CalendarPage.vue'),
    },
    { path: '/:rest(.*)*', name: 'lost', component: () => import('@/pages/LostPage.vue') },
  ],
});
