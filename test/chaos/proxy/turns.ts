import { Buffer } from "node:buffer";
import type { Moment } from "./fault.ts";

/** Two programs taking turns on one connection. */
export interface Turn {
  readonly is: "connection" | "request" | "reply";
  /** The latest bytes of the request, and of the reply to it once that has begun. */
  readonly request: Buffer;
  readonly reply: Buffer;
}

export const CONNECTED: Turn = {
  is: "connection",
  request: Buffer.alloc(0),
  reply: Buffer.alloc(0),
};

/** More than any text that a fault looks for; a turn may be as long as it likes. */
const REMEMBERED = 65_536;

/** The turn after some more bytes from one side. */
export function hear(turn: Turn, from: "request" | "reply", bytes: Buffer): Turn {
  const isNew = isNewTurn(turn, from);
  switch (from) {
    case "request":
      return {
        is: "request",
        request: isNew ? latest(bytes) : latest(turn.request, bytes),
        reply: CONNECTED.reply,
      };
    case "reply":
      return { is: "reply", request: turn.request, reply: latest(turn.reply, bytes) };
  }
}

export function isNewTurn(turn: Turn, from: "request" | "reply"): boolean {
  return turn.is !== from;
}

/** Whether this is a moment that a fault waits for. */
export function fits(turn: Turn, moment: Moment): boolean {
  switch (moment.is) {
    case "connection":
      return turn.is === "connection";
    case "request":
      return turn.is === "request" && contains(turn.request, moment.containing);
    case "reply":
      return (
        turn.is === "reply" &&
        contains(turn.reply, moment.containing) &&
        contains(turn.request, moment.to)
      );
  }
}

function contains(bytes: Buffer, text: string | undefined): boolean {
  return text === undefined || bytes.includes(text);
}

function latest(...parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts).subarray(-REMEMBERED);
}
