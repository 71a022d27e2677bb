// The words of the catalogue's pages in the chosen language.
import { drafts } from '@/i18n/zh/drafts';
import { formEditor } from '@/i18n/zh/formEditor';
import { matters } from '@/i18n/zh/matters';
import { areaWords } from '@/i18n/words';

export const mattersWords = areaWords(
  matters,
  async () => (await import('@/i18n/en/matters')).matters,
);
export const draftsWords = areaWords(drafts, async () => (await import('@/i18n/en/drafts')).drafts);
export const editorWords = areaWords(
  formEditor,
  async () => (await import('@/i18n/en/formEditor')).formEditor,
);
