// The words of notices in the chosen language.
import type { Schema } from '@/api/client';
import { areaWords, fill } from '@/i18n/words';
import { noticesText } from '@/i18n/zh/notices';

export type Notice = Schema['Notice'];
export type Group = Schema['NoticeGroup'];

export const noticesWords = areaWords(
  noticesText,
  async () => (await import('@/i18n/en/notices')).noticesText,
);

export const groups: Group[] = ['approval', 'work', 'deadline', 'escalation', 'progress'];

/** Those that come to a post at all: a project unit is only told how its cases go. */
export const groupsOf = (role: string | undefined): Group[] =>
  role === 'project_unit' ? ['progress'] : groups;

/** What happened, in one phrase. */
export function noticePhrase(notice: Notice): string {
  return fill(noticesWords.value[`kind_${notice.kind}`], {
    due: notice.due ?? '',
    over: notice.days_over,
  });
}
