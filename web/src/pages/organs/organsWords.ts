// The words of the page of organs in the chosen language, and what is done there.
import type { Schema } from '@/api/client';
import { areaWords } from '@/i18n/words';
import { organsText } from '@/i18n/zh/organs';

export type RegisteredOrgan = Schema['RegisteredOrgan'];
export type OrganAct = 'add' | 'verify' | 'change' | 'close' | 'merge' | 'add_region';
/** What is about to be done, and to which organ. */
export interface OrganIntent {
  act: OrganAct;
  organ: RegisteredOrgan | null;
}
export const organsWords = areaWords(
  organsText,
  async () => (await import('@/i18n/en/organs')).organsText,
);
