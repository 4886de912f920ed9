const FORM =
  /^([+-]?\d+(?:\.\d*)?|[+-]?\.\d+)(?:(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([+-]?\d+))?$/;

const FACTORS: Readonly<Record<string, number>> = {
  m: 0.001,
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

/** `250m`, `1.5`, `128Mi`, `1e3` as a number of cores or bytes; undefined: no quantity. */
export function readQuantity(text: string): number | undefined {
  const [, number, suffix, exponent] = FORM.exec(text) ?? [];
  if (number === undefined) return undefined;
  const factor = suffix === undefined ? 10 ** Number(exponent ?? 0) : (FACTORS[suffix] ?? 1);
  return Number(number) * factor;
}

/** The amount of a quantity that has been validated; absent counts as none. */
export function amountOf(text: string | undefined): number {
  return text === undefined ? 0 : (readQuantity(text) ?? 0);
}

export function milli(cores: number): string {
  return `${Math.round(cores * 1_000)}m`;
}

export function kibi(bytes: number): string {
  return `${Math.round(bytes / 1_024)}Ki`;
}
