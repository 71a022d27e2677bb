// The pages' addresses. Filters live in the query, so that a view can be kept and sent as a link.
import { nextTick } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import { limitUnits } from '@/pages/calendar/useLimitQuery';
import { pageSizes } from '@/pages/ledger/ledgerQuery';
import { guardRoutes } from '@/session/guard';

export const router = createRouter({
  history: createWebHistory(),
  // A new page starts at its top, going back at where one was; a changed filter stays put.
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  routes: [
    {
      path: '/',
      name: 'overview',
      component: () => import('@/pages/overview/OverviewPage.vue'),
      meta: { sees: 'overview', asks: { as_of: 'day', region: 'region' } },
    },
    {
      path: '/signin',
      name: 'signin',
      component: () => import('@/pages/signin/SignInPage.vue'),
      meta: { open: true },
    },
    // Wherever the role begins (guard): for who comes from the sign-on service.
    { path: '/home', name: 'home', component: () => import('@/pages/LostPage.vue') },
    {
      path: '/notices',
      name: 'notices',
      component: () => import('@/pages/notices/NoticesPage.vue'),
    },
    {
      path: '/webhooks',
      name: 'webhooks',
      component: () => import('@/pages/webhooks/WebhooksPage.vue'),
      meta: { sees: 'webhooks' },
    },
    { path: '/me', name: 'me', component: () => import('@/pages/me/MePage.vue') },
    {
      path: '/accounts',
      name: 'accounts',
      component: () => import('@/pages/accounts/AccountsPage.vue'),
      meta: { sees: 'accounts' },
    },
    {
      path: '/organs',
      name: 'organs',
      component: () => import('@/pages/organs/OrgansPage.vue'),
      meta: { sees: 'organs' },
    },
    {
      path: '/sign-ins',
      name: 'sign-ins',
      component: () => import('@/pages/signins/SignInsPage.vue'),
      meta: { sees: 'sign_ins' },
    },
    {
      path: '/readings',
      name: 'readings',
      component: () => import('@/pages/people/ReadingsPage.vue'),
      meta: { sees: 'readings' },
    },
    {
      path: '/desk',
      name: 'desk',
      component: () => import('@/pages/desk/DeskPage.vue'),
      meta: { sees: 'desk' },
    },
    {
      path: '/team',
      name: 'team',
      component: () => import('@/pages/team/TeamPage.vue'),
      meta: { sees: 'team' },
    },
    {
      path: '/filing',
      name: 'filing',
      component: () => import('@/pages/filing/FilingPage.vue'),
      meta: { sees: 'filing' },
    },
    {
      path: '/filing/new',
      name: 'filing-new',
      component: () => import('@/pages/filing/NewFilingPage.vue'),
      meta: { sees: 'filing' },
    },
    {
      path: '/filing/voucher/:id',
      name: 'voucher',
      component: () => import('@/pages/filing/VoucherPage.vue'),
      meta: { sees: 'filing' },
    },
    {
      path: '/ledgers/:list(pending|overdue|not-started|made-up|all)',
      name: 'ledger',
      component: () => import('@/pages/ledger/LedgerPage.vue'),
      meta: { sees: 'ledgers', asks: { as_of: 'day', limit: pageSizes.map(String) } },
    },
    { path: '/ledgers', redirect: '/ledgers/pending' },
    // Whoever may read a case is the server's to say: a unit sees its own, without any ledger.
    {
      path: '/cases/:id',
      name: 'case',
      component: () => import('@/pages/case/CasePage.vue'),
      meta: { asks: { as_of: 'day' } },
    },
    {
      path: '/joint',
      name: 'joint',
      component: () => import('@/pages/between/JointPage.vue'),
      meta: { sees: 'joint' },
    },
    {
      path: '/joint/:id',
      name: 'joint-group',
      component: () => import('@/pages/between/JointGroupPage.vue'),
      meta: { sees: 'joint' },
    },
    {
      path: '/imports',
      name: 'imports',
      component: () => import('@/pages/imports/ImportsPage.vue'),
      meta: { sees: 'imports' },
    },
    {
      path: '/imports/:id',
      name: 'import',
      component: () => import('@/pages/imports/ImportPage.vue'),
      meta: { sees: 'imports' },
    },
    {
      path: '/circulars',
      name: 'circulars',
      component: () => import('@/pages/circulars/CircularPage.vue'),
      meta: { sees: 'circulars' },
    },
    {
      path: '/circulars/:month(\\d{4}-0[1-9]|\\d{4}-1[0-2])',
      name: 'circular',
      component: () => import('@/pages/circulars/CircularPage.vue'),
      meta: { sees: 'circulars', asks: { region: 'region' } },
    },
    {
      path: '/matters',
      name: 'matters',
      component: () => import('@/pages/matters/MattersPage.vue'),
      meta: { open: true },
    },
    {
      path: '/matters/:id',
      name: 'matter',
      component: () => import('@/pages/matters/MatterPage.vue'),
      meta: { open: true },
    },
    {
      path: '/matters/:id/draft',
      name: 'matter-draft',
      component: () => import('@/pages/matters/MatterDraftPage.vue'),
      meta: { sees: 'matters' },
    },
    {
      path: '/calendar',
      name: 'calendar',
      component: () => import('@/pages/calendar/CalendarPage.vue'),
      meta: { open: true, asks: { year: 'year', region: 'region', unit: limitUnits } },
    },
    {
      path: '/progress',
      name: 'progress',
      component: () => import('@/pages/progress/ProgressPage.vue'),
      meta: { open: true },
    },
    {
      path: '/verify',
      name: 'verify',
      component: () => import('@/pages/writs/VerifyPage.vue'),
      meta: { open: true },
    },
    {
      path: '/:rest(.*)*',
      name: 'lost',
      component: () => import('@/pages/LostPage.vue'),
      meta: { open: true },
    },
  ],
});
guardRoutes(router);

// After a change of page (not of filters) readers of the screen and the keyboard start at its heading.
router.afterEach(async (to, from, failure) => {
  if (failure || from.matched.length === 0 || to.path === from.path) return;
  await nextTick();
  const target = document.querySelector('main h1') ?? document.getElementById('main');
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
});

// Code of an older version is gone after an update of the server: fetch the page anew, once.
router.onError((failure: Error, to) => {
  if (!/dynamically imported module|module script/i.test(failure.message)) return;
  if (sessionStorage.getItem('refetched') === to.fullPath) return;
  sessionStorage.setItem('refetched', to.fullPath);
  location.assign(to.fullPath);
});
