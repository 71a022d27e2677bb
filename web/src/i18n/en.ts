import { shell } from './en/shell';
import type { Words } from './zh';

export const en: Partial<Words> = { ...shell };
