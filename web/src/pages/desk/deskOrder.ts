// The order of the rows on the desk, kept for this tab, so that a case that is done can lead to the next.
interface OnDesk {
  id: string;
  project: string;
}
const key = 'desk-order';

export function keepDeskOrder(rows: OnDesk[]): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(rows.slice(0, 200)));
  } catch {
    // Without storage there is no next one to offer.
  }
}
function kept(): OnDesk[] {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '[]') as OnDesk[];
  } catch {
    return [];
  }
}
/** The one after the given case; undefined when it was the last or not on the desk. */
export function nextOnDesk(id: string): OnDesk | undefined {
  const order = kept();
  const at = order.findIndex((one) => one.id === id);
  return at < 0 ? undefined : order[at + 1];
}
/** Whether the case lies on the desk as it was last seen in this tab. */
export const isOnDesk = (id: string): boolean => kept().some((one) => one.id === id);
