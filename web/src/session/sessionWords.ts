// The session's words in the chosen language, and a role in words.
import { sessionText } from '@/i18n/zh/session';
import { areaWords } from '@/i18n/words';
import type { Role } from './session';

export const sessionWords = areaWords(
  sessionText,
  async () => (await import('@/i18n/en/session')).sessionText,
);

/** The role in words; also when none has been granted. */
export function roleWord(role: Role | ''): string {
  return role ? sessionWords.value[`role_${role}`] : sessionWords.value.no_role;
}
