const A_DAY = 86_400_000;

/** A time for a person, with its date only when that is another day. */
export function timeOfDay(at: number, now: number): string {
  const [date = "", time = ""] = new Date(at).toISOString().split("T");
  const clock = `${time.slice(0, 5)} UTC`;
  return Math.floor(at / A_DAY) === Math.floor(now / A_DAY) ? clock : `${date} ${clock}`;
}
