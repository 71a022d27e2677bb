// Who comes to which page. A page says in its route's `meta` what it is: `open` to everybody, or one
// that only they have whose session `sees` it. The server refuses anyway; this keeps the way clear.
import { watch } from 'vue';
import type { Router } from 'vue-router';
import { sessionHooks } from '@/api/signed';
import { homeOf, loadSession, maySee, owes, session, sessionAsked } from './session';
import type { Page } from './session';

declare module 'vue-router' {
  interface RouteMeta {
    /** Needs no session. */
    open?: boolean;
    /** Whoever lacks this page is shown that he does (PageGate). */
    sees?: Page;
  }
}

export function guardRoutes(router: Router): void {
  router.beforeEach(async (to) => {
    if (!sessionAsked.value) {
      try {
        await loadSession();
      } catch {
        return true; // Out of reach: the page itself says so and offers to try again.
      }
    }
    if (to.meta.open) return true;
    const found = session.value;
    if (!found) {
      return { name: 'signin', query: to.fullPath === '/' ? {} : { to: to.fullPath } };
    }
    if (owes(found) && to.name !== 'me') return { name: 'me' };
    if (to.name === 'home') return homeOf(found);
    // The bare address leads everybody to the page that fits.
    if (to.path === '/' && !maySee('overview')) return homeOf(found);
    return true;
  });

  // The server came back and says that nobody is signed in.
  watch(session, (found) => {
    const at = router.currentRoute.value;
    if (found || at.meta.open || at.matched.length === 0) return;
    void router.replace({ name: 'signin', query: { to: at.fullPath } });
  });
  sessionHooks.owed = () => {
    if (router.currentRoute.value.name === 'me') return;
    // The session that we hold is older than what is owed.
    void loadSession().then(
      () => router.push({ name: 'me' }),
      () => {},
    );
  };
}
