// The accounts area's words in the chosen language, and what each administrator may do.
import type { Schema } from '@/api/client';
import { accountsText } from '@/i18n/zh/accounts';
import { areaWords } from '@/i18n/words';
import { session } from '@/session/session';
import type { Role } from '@/session/session';
import { site } from '@/ui/catalogue';

export type Account = Schema['Account'];
export type AccountAct =
  | 'open'
  | 'change'
  | 'disable'
  | 'enable'
  | 'grant_role'
  | 'reset_password'
  | 'clear_second_factor'
  | 'ask_clear_second_factor'
  | 'unlock_sign_in'
  | 'link_identity'
  | 'unlink_identity';
/** What is about to be done, and to whom. */
export interface Intent {
  act: AccountAct;
  account: Account | null;
}

export const accountsWords = areaWords(
  accountsText,
  async () => (await import('@/i18n/en/accounts')).accountsText,
);

/** The roles in the order in which they are offered. */
export const grantableRoles: Role[] = [
  'clerk',
  'head',
  'superior',
  'office',
  'region_government',
  'government_leader',
  'window_clerk',
  'help_agent',
  'project_unit',
  'system_admin',
  'security_admin',
  'audit_admin',
];

/** What an administrator of this role may do to an account as it is (三员分立). */
export function actsOn(account: Account, role: Role | '', own: boolean): AccountAct[] {
  if (role === 'system_admin') {
    const turn: AccountAct = account.enabled ? 'disable' : 'enable';
    return own ? ['change'] : ['change', turn];
  }
  if (role === 'security_admin' && !own) {
    const acts: AccountAct[] = ['grant_role', 'reset_password'];
    if (account.locked) acts.unshift('unlock_sign_in');
    if (account.second_factor) {
      if (!account.clearing) acts.push('ask_clear_second_factor');
      else if (account.clearing.by !== session.value?.account) acts.unshift('clear_second_factor');
    }
    if (account.identity) acts.push('unlink_identity');
    else if (site.value?.sign_on) acts.push('link_identity');
    return acts;
  }
  return [];
}
