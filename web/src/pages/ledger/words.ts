import { areaWords } from '@/i18n/words';
import { ledger } from '@/i18n/zh/ledger';

export const ledgerWords = areaWords(ledger, async () => (await import('@/i18n/en/ledger')).ledger);
