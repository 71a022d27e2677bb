// Days as whole numbers, for drawing only: where a day stands on an axis or in a month's grid.
// What a day means (working day or not, counted or not, due or not) always comes from the server.

const LENGTH_MS = 86_400_000;

/** Days since 1970-01-01 of a `YYYY-MM-DD`. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / LENGTH_MS);
}

export function dayText(number: number): string {
  return new Date(number * LENGTH_MS).toISOString().slice(0, 10);
}

/** 0 Monday … 6 Sunday: weeks begin on Monday, as printed calendars here do. */
export function weekday(number: number): number {
  return (((number + 3) % 7) + 7) % 7;
}

export function isDay(text: unknown): text is string {
  return (
    typeof text === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    dayText(dayNumber(text)) === text
  );
}

/** `YYYY-MM` of each month from one day's to another's. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let year = Number(first.slice(0, 4));
  let month = Number(first.slice(5, 7));
  const end = last.slice(0, 7);
  for (;;) {
    const text = `${year}-${String(month).padStart(2, '0')}`;
    if (text > end) return months;
    months.push(text);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}

/** The days of a month in weeks of seven; null outside the month. */
export function weeksOf(month: string): (string | null)[][] {
  const first = dayNumber(`${month}-01`);
  const cells: (string | null)[] = Array.from({ length: weekday(first) }, () => null);
  for (let number = first; dayText(number).startsWith(month); number++) cells.push(dayText(number));
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
