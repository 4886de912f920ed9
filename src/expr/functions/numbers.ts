import type { JsonValue } from "../../model/json.ts";
import { INT, NUMBER, type Shape, TEXT } from "../../model/shape.ts";
import { asNumber } from "../checked-value.ts";
import { stop } from "../stop.ts";
import { DURATION } from "../types.ts";
import type { Form } from "./form.ts";

const numbers = [NUMBER];

export const NUMBER_FUNCTIONS: Readonly<Record<string, readonly Form[]>> = {
  min: [
    {
      takes: [numbers, numbers],
      gives: wholeIfAllAre,
      run: ([a, b]) => Math.min(asNumber(a), asNumber(b)),
    },
  ],
  max: [
    {
      takes: [numbers, numbers],
      gives: wholeIfAllAre,
      run: ([a, b]) => Math.max(asNumber(a), asNumber(b)),
    },
  ],
  clamp: [
    {
      takes: [numbers, numbers, numbers],
      gives: wholeIfAllAre,
      run: ([value, low, high]) => clamp(asNumber(value), asNumber(low), asNumber(high)),
    },
  ],
  ceil: [{ takes: [numbers], gives: INT, run: ([value]) => toInteger(Math.ceil(asNumber(value))) }],
  floor: [
    { takes: [numbers], gives: INT, run: ([value]) => toInteger(Math.floor(asNumber(value))) },
  ],
  round: [
    { takes: [numbers], gives: INT, run: ([value]) => toInteger(roundHalfAway(asNumber(value))) },
  ],
  percent: [
    {
      takes: [numbers, numbers],
      gives: NUMBER,
      run: ([part, whole]) => percent(asNumber(part), asNumber(whole)),
    },
  ],
  seconds: [{ takes: [[DURATION]], gives: NUMBER, run: ([time]) => asNumber(time) / 1_000 }],
  int: [
    { takes: [[NUMBER, TEXT]], gives: INT, run: ([value]) => toInteger(Math.trunc(parse(value))) },
  ],
  double: [{ takes: [[NUMBER, TEXT]], gives: NUMBER, run: ([value]) => parse(value) }],
};

function wholeIfAllAre(types: readonly Shape[]): Shape {
  return types.every(({ is }) => is === "int") ? INT : NUMBER;
}

/** Where the bounds cross, the upper one wins: it is the one that protects. */
function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

/** Adding 0 turns -0 into 0, which JSON could not tell apart from it. */
function toInteger(value: number): number {
  if (Number.isSafeInteger(value)) return value + 0;
  stop(
    "The result is too large for a whole number",
    "Look at the values that go in; one of them is out of all proportion.",
  );
}

function percent(part: number, whole: number): number {
  const result = (part * 100) / whole;
  if (Number.isFinite(result)) return result + 0;
  stop(
    "percent(part, whole) has no result when the whole is 0",
    "Guard it: whole > 0 ? percent(part, whole) : 0.",
  );
}

const DECIMAL = /^[+-]?(?:[0-9]{1,300}(?:\.[0-9]{0,300})?|\.[0-9]{1,300})(?:[eE][+-]?[0-9]{1,3})?$/;

function parse(value: JsonValue | undefined): number {
  if (typeof value === "number") return value;
  const number = typeof value === "string" && DECIMAL.test(value) ? Number(value) : Number.NaN;
  if (Number.isFinite(number)) return number + 0;
  stop("The value is not a number such as 12 or -1.5", "Look at where it comes from.");
}
