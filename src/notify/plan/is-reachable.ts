import type { Severity } from "../../model/severity.ts";
import { type ChatWish, NO_WISH } from "../../ports/chat-wishes.ts";

const HOUR_AND_MINUTE = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** Whether somebody wants to be told alone at this moment what they can decide. */
export function isReachable(
  { isDirect, quiet }: ChatWish = NO_WISH,
  severity: Severity,
  at: number,
  zone: string,
): boolean {
  if (!isDirect || quiet === null || severity === "critical") return isDirect;
  const { from, until } = quiet;
  const now = minuteOfDay(at, zone);
  return from <= until ? now < from || now >= until : now < from && now >= until;
}

function minuteOfDay(at: number, timeZone: string): number {
  const text = new Intl.DateTimeFormat("en-GB", { timeZone, ...HOUR_AND_MINUTE }).format(at);
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return hours * 60 + minutes;
}
