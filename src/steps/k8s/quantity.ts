const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** An amount such as `500m` or `2Gi`, in processors or bytes. */
export const QUANTITY = /^([0-9]+(?:\.[0-9]+)?)((?:[KMGTPE]i)|[numkMGTPE])?$/;

/** What a quantity amounts to, or nothing when it is none. */
export function amountOf(text: string): number | undefined {
  const [, digits, unit = ""] = QUANTITY.exec(text) ?? [];
  const factor = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

/** The cluster writes what it was given in its own way, such as `1Gi` for `1024Mi`. */
export function isSameAmount(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one === other || (amountOf(one) !== undefined && amountOf(one) === amountOf(other));
}
