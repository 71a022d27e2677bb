// Where a paper's file is. A plain address: the browser opens, prints or keeps it.
export const writFile = (caseId: string, event: number): string =>
  `/api/v1/cases/${encodeURIComponent(caseId)}/writs/${event}/file`;
