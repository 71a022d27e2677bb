// What the proof is worth for the events that the page shows: each must be under the root, they must
// be the very ones shown, and each must follow upon the one before.
import type { Schema } from '@/api/client';
import { check } from './merkle';
import type { Checked } from './merkle';

export interface Judgement {
  verdict: 'good' | 'bad' | 'stale' | 'cannot';
  checked: Checked[];
  /** Sequences that are not the event shown or do not follow upon the one before. */
  broken: Set<number>;
  bad: number;
}

const nothing_before = '0'.repeat(64);

export function judge(proof: Schema['Proof'], events: Schema['RecordedEvent'][]): Judgement {
  const checked = check(proof);
  if (checked === null) return { verdict: 'cannot', checked: [], broken: new Set(), bad: 0 };
  // Somebody may have acted between the page and the proof: not a fault of the record.
  if (checked.length > events.length) {
    return { verdict: 'stale', checked, broken: new Set(), bad: 0 };
  }
  const broken = new Set<number>();
  const shown = [...events].sort((a, b) => a.sequence - b.sequence);
  shown.forEach((event, i) => {
    const proven = checked.find((one) => one.sequence === event.sequence);
    const before = i === 0 ? nothing_before : shown[i - 1]!.hash;
    const follows = event.sequence === i + 1 && event.previous_hash === before;
    const same = proven?.hash === event.hash && proven.index === event.index;
    if (!follows || !same) broken.add(event.sequence);
  });
  const bad = new Set([...broken, ...checked.filter((one) => !one.good).map((one) => one.sequence)])
    .size;
  const good = bad === 0 && checked.length > 0;
  return { verdict: good ? 'good' : 'bad', checked, broken, bad };
}
