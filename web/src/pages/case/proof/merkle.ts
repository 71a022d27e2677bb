// Inclusion in the log, as RFC 6962 section 2.1 has it, with SM3 in the place of SHA-256
// (docs/formats/event.md, "Two chains"). Mirrors record/merkle.h.
import { digestOf, sm3, sm3Works, toHex } from './sm3';
import type { Schema } from '@/api/client';

type Proof = Schema['Proof'];

function tagged(tag: number, first: Uint8Array, second: Uint8Array = new Uint8Array()): Uint8Array {
  const bytes = new Uint8Array(1 + first.length + second.length);
  bytes[0] = tag;
  bytes.set(first, 1);
  bytes.set(second, 1 + first.length);
  return sm3(bytes);
}

/** The root that an event's hash, its place and its path lead to; null where they do not fit. */
export function rootFrom(
  hash: string,
  position: number,
  size: number,
  path: string[],
): string | null {
  const event = digestOf(hash);
  if (event === null || position < 0 || position >= size) return null;
  let node = tagged(0, event);
  let place = position;
  let last = size - 1;
  for (const hex of path) {
    const sibling = digestOf(hex);
    if (sibling === null || last === 0) return null;
    if (place % 2 === 1 || place === last) {
      node = tagged(1, sibling, node);
      // A lone right edge is carried up until it is a right child.
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2);
        last = Math.floor(last / 2);
      }
    } else {
      node = tagged(1, node, sibling);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? toHex(node) : null;
}

export interface Checked {
  sequence: number;
  index: number;
  hash: string;
  path: string[];
  /** The root computed here; null where the path does not fit the place. */
  computed: string | null;
  good: boolean;
}

/** Recomputes every event's root here. Null: this browser fails the standard's own example. */
export function check(proof: Proof): Checked[] | null {
  if (!sm3Works()) return null;
  const root = proof.root.toLowerCase();
  return proof.events.map((event) => {
    const computed = rootFrom(event.hash, event.index, proof.log_size, event.path);
    return { ...event, computed, good: computed !== null && computed === root };
  });
}
