// Where a file of a case is read, and whether a page can show it.
import type { Schema } from '@/api/client';

export const fileAddress = (caseId: string, file: string): string =>
  `/api/v1/cases/${encodeURIComponent(caseId)}/files/${encodeURIComponent(file)}`;

/** What is shown is always of one of these types, whatever the server or the file says. */
export const shownTypes: Record<string, string> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
};
export const isViewable = (file: Schema['CaseFile']): boolean => file.kind in shownTypes;
