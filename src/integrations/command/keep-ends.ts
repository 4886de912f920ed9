import { Buffer } from "node:buffer";

/** Keeps the beginning and the end of a stream, however long it is, in memory that does not grow. */
export interface Ends {
  readonly add: (chunk: Buffer) => void;
  readonly read: () => Kept;
}

/** `tail` follows `head` directly when nothing was left out. */
export interface Kept {
  readonly head: Buffer;
  readonly tail: Buffer;
  readonly leftOut: number;
}

export function keepEnds(bytesOfEach: number): Ends {
  const head = Buffer.alloc(bytesOfEach);
  // A ring: the newest byte stands before `next`.
  const ring = Buffer.alloc(bytesOfEach);
  let inHead = 0;
  let beyond = 0;
  let next = 0;
  return {
    add: (chunk) => {
      const first = chunk.copy(head, inHead);
      inHead += first;
      beyond += chunk.length - first;
      let rest = chunk.subarray(Math.max(first, chunk.length - bytesOfEach));
      while (rest.length > 0) {
        const copied = rest.copy(ring, next);
        rest = rest.subarray(copied);
        next = (next + copied) % bytesOfEach;
      }
    },
    read: () => {
      const isFull = beyond >= bytesOfEach;
      const tail = isFull
        ? Buffer.concat([ring.subarray(next), ring.subarray(0, next)])
        : Buffer.from(ring.subarray(0, next));
      return { head: Buffer.from(head.subarray(0, inHead)), tail, leftOut: beyond - tail.length };
    },
  };
}
