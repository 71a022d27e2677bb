// How many of one's notices (消息) are unread, for the bell and whoever changes it.
import { ref } from 'vue';
import { answer, api } from '@/api/client';

/** Counted up to 100. */
export const unread = ref(0);

export async function askUnread(): Promise<void> {
  try {
    unread.value = (await answer(api.GET('/api/v1/notices/unread'))).unread;
  } catch {
    // The bell keeps the last number; the page itself says what is wrong.
  }
}
