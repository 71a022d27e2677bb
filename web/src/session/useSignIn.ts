// Signing in step by step: login and password, then the one-time code where one is needed; what went
// wrong, and how long to wait after too many guesses.
import { computed, onScopeDispose, reactive, ref, shallowRef } from 'vue';
import type { Problem } from '@/api/client';
import { problemOf } from '@/ui/useQuery';
import { SignInProblem, signIn } from './session';
import type { Session } from './session';

export function useSignIn(onDone: (found: Session) => void) {
  const typed = reactive({ login: '', password: '', code: '' });
  const step = ref<'password' | 'code'>('password');
  const busy = ref(false);
  const problem = shallowRef<Problem | null>(null);
  const wait = ref(0);
  let ticking: ReturnType<typeof setInterval> | undefined;

  function waitFor(seconds: number) {
    clearInterval(ticking);
    wait.value = Math.min(Math.ceil(seconds), 3600);
    ticking = setInterval(() => {
      wait.value -= 1;
      if (wait.value <= 0) clearInterval(ticking);
    }, 1000);
  }
  onScopeDispose(() => clearInterval(ticking));

  async function send(): Promise<void> {
    if (busy.value || wait.value > 0) return;
    busy.value = true;
    problem.value = null;
    try {
      const code = step.value === 'code' ? typed.code.replace(/\s/g, '') : undefined;
      const found = await signIn(typed.login.trim(), typed.password, code);
      typed.password = typed.code = '';
      onDone(found);
    } catch (failure) {
      const told = problemOf(failure);
      if (told.refusal === 'code_needed' && step.value === 'password') step.value = 'code';
      else problem.value = told;
      typed.code = '';
      if (failure instanceof SignInProblem && failure.wait > 0) waitFor(failure.wait);
    } finally {
      busy.value = false;
    }
  }
  /** Back to login and password, to be typed again. */
  function back(): void {
    step.value = 'password';
    typed.password = typed.code = '';
    problem.value = null;
  }
  const blocked = computed(() => busy.value || wait.value > 0);
  return { typed, step, busy, problem, wait, blocked, send, back };
}
