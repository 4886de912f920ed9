import { createHash } from "node:crypto";

/** Luck that can be had again: the same words bring the same. */
export interface Chance {
  /** From 0 to 1, without 1. */
  readonly next: () => number;
  /** A whole number below this one. */
  readonly below: (end: number) => number;
  readonly oneOf: <T>(things: readonly T[]) => T;
  readonly uuid: () => string;
}

/** Mulberry32, begun with a digest of the words. */
export function chanceOf(...words: readonly (string | number)[]): Chance {
  const digest = createHash("sha256").update(JSON.stringify(words)).digest();
  let state = digest.readUInt32LE(0);

  function word(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  const next = (): number => word() / 2 ** 32;
  const below = (end: number): number => Math.floor(next() * end);
  return {
    next,
    below,
    oneOf: <T>(things: readonly T[]) => {
      if (things.length === 0) throw new RangeError("There is nothing to choose from");
      return things[below(things.length)] as T; // the place is one of the list's
    },
    uuid: () => asUuid([word(), word(), word(), word()]),
  };
}

/** Version 4, whose bits are all chance but six. */
function asUuid(words: readonly number[]): string {
  const hex = words.map((word) => word.toString(16).padStart(8, "0")).join("");
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) % 4)).toString(16);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`];
  return [...groups, `${variant}${hex.slice(17, 20)}`, hex.slice(20)].join("-");
}
