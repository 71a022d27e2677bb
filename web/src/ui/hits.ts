// Splits a text at the searched characters, without regard to case.
export function splitHits(text: string, searched: string): { text: string; marked: boolean }[] {
  const hit = searched.trim().toLowerCase();
  if (!hit) return [{ text, marked: false }];
  const parts: { text: string; marked: boolean }[] = [];
  const lower = text.toLowerCase();
  let from = 0;
  for (let at = lower.indexOf(hit); at !== -1; at = lower.indexOf(hit, from)) {
    if (at > from) parts.push({ text: text.slice(from, at), marked: false });
    parts.push({ text: text.slice(at, at + hit.length), marked: true });
    from = at + hit.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), marked: false });
  return parts;
}
