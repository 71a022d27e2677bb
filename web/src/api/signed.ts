// How a request carries the session, and what happens when the session is over. The cookie travels by
// itself; a write also carries the session's token (X-CSRF-Token). On 401 `not_signed_in` whoever set
// `sessionHooks` may bring the session back, and the same request, its Idempotency-Key included, goes
// out once more. Knows nothing of pages or of Vue: src/session/session.ts sets the hooks.

import { forgetEarly } from './early_answers';

export interface SessionHooks {
  /** The token of the session; empty while nobody is signed in. */
  csrf: () => string;
  /** The session is over or its token is not the newest: true when it is back, for the same person. */
  renew: () => Promise<boolean>;
  /** The person owes something first: a new password or a second factor. */
  owed: () => void;
}

export const sessionHooks: SessionHooks = {
  csrf: () => '',
  renew: () => Promise.resolve(false),
  owed: () => {},
};

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

function stamped(request: Request): Request {
  const csrf = sessionHooks.csrf();
  if (csrf && !reading.has(request.method)) request.headers.set('X-CSRF-Token', csrf);
  return request;
}
/** The refusal that a 401 or 403 tells, read from a copy, so that the answer can still be read. */
async function refusalOf(response: Response): Promise<string> {
  if (response.status !== 401 && response.status !== 403) return '';
  try {
    return ((await response.clone().json()) as { refusal?: string }).refusal ?? '';
  } catch {
    return '';
  }
}

/** Sends a request; `early` is its answer when it has been asked already. */
export async function sendSigned(request: Request, early?: Promise<Response>): Promise<Response> {
  // The session's own questions are answered as they are: a wrong password must not ask for one again.
  if (new URL(request.url).pathname === '/api/v1/session') {
    return early ?? fetch(stamped(request));
  }
  const again = request.clone();
  const response = await (early ?? fetch(stamped(request)));
  const refusal = await refusalOf(response);
  if (refusal === 'password_change_needed' || refusal === 'second_factor_needed') {
    sessionHooks.owed();
  }
  if (refusal !== 'not_signed_in' && refusal !== 'csrf_missing') return response;
  forgetEarly();
  if (!(await sessionHooks.renew())) return response;
  return fetch(stamped(again));
}
