// The typed client: paths, parameters and answers are the OpenAPI document's own.
import createClient from 'openapi-fetch';
import { takeEarly } from './early_answers';
import { sendSigned } from './signed';
import type { components, paths } from './schema';

export type Schema = components['schemas'];
export type Problem = Schema['Problem'];

export const api = createClient<paths>({
  baseUrl: '/',
  fetch: (request) => sendSigned(request, takeEarly(request)),
});

/** A key for one intended write: make it once, send it again on every retry. */
export function newKey(): string {
  // randomUUID exists only on https and loopback; offices also run on plain http.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What a failed call is to be shown as; a server that cannot be reached gives a problem too. */
export class ApiProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** The data of an answer, or an ApiProblem thrown. */
export async function answer<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  let result;
  try {
    result = await call;
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw new ApiProblem({
      type: '/problems/unreachable',
      title: '连接不上服务器',
      status: 0,
      refusal: 'unreachable',
      detail: '连接不上服务器，请检查网络后重试。',
    });
  }
  if (result.error !== undefined || result.data === undefined) {
    const problem = result.error as Problem | undefined;
    throw new ApiProblem(
      problem?.refusal
        ? problem
        : {
            type: '/problems/unexpected',
            title: '服务器没有给出可用的答复',
            status: result.response.status,
            refusal: 'unexpected',
            detail: `服务器没有给出可用的答复（${result.response.status}），请稍后重试。`,
          },
    );
  }
  return result.data;
}

/** The same for an answer without content (204): true once it is done. */
export function done(call: Promise<{ error?: unknown; response: Response }>): Promise<true> {
  return answer(
    call.then(({ error, response }) => ({
      ...(error === undefined ? { data: true as const } : { error }),
      response,
    })),
  );
}
