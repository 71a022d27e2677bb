// Who is signed in, and what he may see and do. The server decides every time; what stands here only
// keeps out of sight what would be refused. When the session ends under an open page, a sign-in dialog
// comes up over it and the interrupted request is sent again, so that nothing typed is lost.
import { shallowRef } from 'vue';
import { ApiProblem, answer, api } from '@/api/client';
import type { Problem, Schema } from '@/api/client';
import { sessionHooks } from '@/api/signed';

export type Session = Schema['Session'];
export type Role = Schema['Role'];
/** The server's pages, and those that follow from the role alone. */
export type Page = Session['sees'][number] | 'desk' | 'calendar' | 'catalogue' | 'me';

/** null: not signed in, or not asked yet (see `sessionAsked`). */
export const session = shallowRef<Session | null>(null);
/** Whether the server has told who we are; false while it could not be reached. */
export const sessionAsked = shallowRef(false);

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('qidi-session') : undefined;

function take(found: Session | null): void {
  session.value = found;
  sessionAsked.value = true;
}

/** Asks who we are. A server out of reach is a thrown ApiProblem; nobody signed in is just null. */
export async function loadSession(): Promise<Session | null> {
  try {
    take(await answer(api.GET('/api/v1/session')));
  } catch (failure) {
    if (!(failure instanceof ApiProblem) || failure.problem.status !== 401) throw failure;
    take(null);
  }
  return session.value;
}

/** Why a sign-in failed; `wait` is the server's Retry-After in seconds, 0 when it told none. */
export class SignInProblem extends ApiProblem {
  constructor(
    problem: Problem,
    readonly wait: number,
  ) {
    super(problem);
  }
}

/** Signs in; throws a SignInProblem (`sign_in_failed`, `code_needed`, `too_many_guesses`, …). */
export async function signIn(login: string, password: string, code?: string): Promise<Session> {
  let wait = 0;
  try {
    const call = api.POST('/api/v1/session', {
      body: { login, password, ...(code ? { code } : {}) },
    });
    const found = await answer(
      call.then((result) => {
        wait = Number(result.response.headers.get('Retry-After')) || 0;
        return result;
      }),
    );
    take(found);
    channel?.postMessage({ account: found.account });
    return found;
  } catch (failure) {
    throw failure instanceof ApiProblem ? new SignInProblem(failure.problem, wait) : failure;
  }
}

/** The one-time code that is owed after the sign-on service has vouched. */
export async function codeAfterSignOn(code: string): Promise<Session> {
  const found = await answer(api.POST('/api/v1/sign-on/code', { body: { code } }));
  take(found);
  channel?.postMessage({ account: found.account });
  return found;
}

/** Signs out. Also done when the server says that the session is gone already. */
export async function signOut(): Promise<void> {
  const { error } = await answer(
    api.DELETE('/api/v1/session').then(({ error, response }) => ({ data: { error }, response })),
  );
  if (error && (error as Problem).status !== 401) throw new ApiProblem(error as Problem);
  take(null);
  channel?.postMessage({ account: '' });
}

/** Whether the page is in reach of whoever is signed in. */
export function maySee(page: Page): boolean {
  if (page === 'calendar' || page === 'catalogue') return true;
  const found = session.value;
  if (!found) return false;
  if (page === 'me') return true;
  if (page === 'desk') return found.role === 'clerk' || found.role === 'head';
  return found.sees.includes(page);
}
/** Whether the role may do the act on any case at all; each case is judged by the server. */
export function mayAct(act: string): boolean {
  return session.value?.acts.includes(act) ?? false;
}

/** Something the person has to do on his own page before any other page is his. */
export function owes(found: Session): boolean {
  return found.must_change_password || found.must_set_second_factor;
}

/** The page that fits the role best, right after signing in. */
export function homeOf(found: Session): string {
  if (owes(found)) return '/me';
  switch (found.role) {
    case 'clerk':
      return '/desk';
    case 'head':
      return '/team';
    case 'project_unit':
    case 'help_agent':
    case 'window_clerk':
      return '/filing';
    case 'system_admin':
    case 'security_admin':
    case 'audit_admin':
      return '/accounts';
    case '':
      return '/me';
    default:
      return '/';
  }
}

// --- The session ends under an open page --------------------------------------------------------

export interface Renewal {
  /** Whose session ended; only he may take it up again. */
  login: string;
  end: (renewed: boolean) => void;
}
/** Set while the sign-in dialog is to stand over the page. */
export const renewal = shallowRef<Renewal | null>(null);
let renewing: Promise<boolean> | undefined;

async function renew(): Promise<boolean> {
  const before = session.value;
  try {
    // Perhaps another tab has signed in again already.
    const found = await answer(api.GET('/api/v1/session'));
    if (before && before.account !== found.account) return false;
    take(found);
    return true;
  } catch (failure) {
    if (!(failure instanceof ApiProblem) || failure.problem.status !== 401) return false;
  }
  if (!before) {
    take(null);
    return false;
  }
  const renewed = await new Promise<boolean>((end) => {
    renewal.value = { login: before.login, end };
  });
  renewal.value = null;
  return renewed;
}

sessionHooks.csrf = () => session.value?.csrf ?? '';
// Several requests may find the session gone at once: one dialog serves them all.
sessionHooks.renew = () => (renewing ??= renew().finally(() => (renewing = undefined)));

// Another tab signed in or out. The same person again: an open dialog has done its duty. Anybody else:
// what stands here was another's to see, so the page begins anew.
channel?.addEventListener('message', ({ data }: MessageEvent<{ account: string }>) => {
  const mine = session.value?.account ?? '';
  if (data.account === mine) {
    if (mine)
      void loadSession().then(
        (found) => found && renewal.value?.end(true),
        () => {},
      );
  } else if (mine || location.pathname === '/signin') {
    location.reload();
  }
});
