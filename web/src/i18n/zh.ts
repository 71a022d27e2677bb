import { shell } from './zh/shell';

// The words that every page needs. Areas have their own files in zh/ (see words.ts, areaWords).
export const zh = { ...shell };
export type Words = { [key in keyof typeof zh]: string };
