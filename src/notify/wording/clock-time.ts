/** A time of day with its zone, such as "03:19 CET"; with the day when that is not today's. */
export function clockTime(at: number, zone: string, now = at): string {
  const time = written(at, zone, { hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
  const isToday = dayOf(at, zone) === dayOf(now, zone);
  return isToday ? time : `${dayOf(at, zone)} ${time}`;
}

function dayOf(at: number, zone: string): string {
  return written(at, zone, { day: "numeric", month: "short" });
}

function written(at: number, timeZone: string, form: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, ...form }).format(at);
}
