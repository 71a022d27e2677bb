// Why the rules said no, in the chosen language. What the case adds (in brackets at the end) is kept as
// the server tells it, but for a state, which has its English word; a refusal without one is shown in
// Chinese, never left out.
import { areaWords, words } from '@/i18n/words';
import { zh } from '@/i18n/zh';

const english = areaWords<string>({}, async () => (await import('@/i18n/en/refusals')).refusals);

function addedWord(added: string): string {
  const state = Object.entries(zh).find(
    ([key, word]) => key.startsWith('state_') && word === added,
  )?.[0];
  return state ? words.value[state as keyof typeof zh] : added;
}

export function refusalText(told: { refusal?: string; detail?: string }): string {
  const detail = told.detail ?? '';
  const text = english.value[told.refusal ?? ''];
  if (!text) return detail;
  const added = /（([^（）]*)）$/.exec(detail)?.[1];
  return added ? `${text} (${addedWord(added)})` : text;
}
