// Which file of which case is being looked at, beside the page. Both the list of files and the form of an
// act open it, and there is one viewer: two would lie over each other.
import { shallowRef } from 'vue';
import type { Schema } from '@/api/client';

type CaseFile = Schema['CaseFile'];

/** The files of the case whose list is on the page; others' are nobody's to show there. */
export const listed = shallowRef<{ caseId: string; files: CaseFile[] }>({ caseId: '', files: [] });
export const viewed = shallowRef<CaseFile | null>(null);

let opener: HTMLElement | null = null;
export function view(file: CaseFile, event: Event): void {
  opener = event.currentTarget as HTMLElement;
  viewed.value = file;
}
export function closeViewer(): void {
  viewed.value = null;
  opener?.focus();
}
