export interface Tick {
  readonly at: number;
  readonly label: string;
}

export interface Axis {
  /** Where a value is drawn, to a tenth of a pixel. */
  readonly placeOf: (value: number) => number;
  readonly ticks: readonly Tick[];
}

/** From nothing upwards where no value is below it, so that no small change looks like a large one. */
export function valueAxis(values: readonly number[], from: number, to: number): Axis {
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values) || (least === 0 ? 1 : 0);
  const step = roundStep((most - least) / 4);
  const [low, high] = [Math.floor(least / step) * step, Math.ceil(most / step) * step];
  const placeOf = placing(low, high, from, to);
  const unit = unitFor(Math.max(-low, high));
  const count = Math.round((high - low) / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) => {
    const value = Number((low + index * step).toPrecision(12));
    return { at: placeOf(value), label: numberLabel(value, unit) };
  });
  return { placeOf, ticks };
}

/** Moments in UTC, because whoever reads along may sit anywhere. */
export function momentAxis(moments: readonly number[], from: number, to: number): Axis {
  const [least, most] = [Math.min(...moments), Math.max(...moments)];
  if (moments.length === 0) return { placeOf: () => from, ticks: [] };
  const length = most - least || 1_000;
  const placeOf = placing(least, least + length, from, to);
  const step = STEPS.find((one) => length / one <= 6) ?? Math.ceil(length / 6 / DAY) * DAY;
  const first = Math.ceil(least / step) * step;
  const count = Math.floor((least + length - first) / step) + 1;
  const ticks = Array.from({ length: count }, (_, index) => {
    const moment = first + index * step;
    return { at: placeOf(moment), label: momentLabel(moment, step) };
  });
  return { placeOf, ticks };
}

function placing(low: number, high: number, from: number, to: number): Axis["placeOf"] {
  return (value) => Math.round((from + ((value - low) / (high - low)) * (to - from)) * 10) / 10;
}

/** 1, 2 or 5, ten times more or less often. */
function roundStep(least: number): number {
  const unit = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((one) => one * unit >= least) ?? 10;
  return factor * unit;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1_000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  DAY,
];

function momentLabel(moment: number, step: number): string {
  const text = new Date(moment).toISOString();
  if (step >= DAY) return text.slice(5, 10);
  return step >= MINUTE ? text.slice(11, 16) : text.slice(11, 19);
}

const UNITS = [
  [1e12, "T"],
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

/** One for a whole axis, so that its labels can be compared at a glance. */
function unitFor(largest: number): readonly [factor: number, sign: string] {
  return UNITS.find(([factor]) => largest >= Math.max(factor, 10_000)) ?? [1, ""];
}

function numberLabel(value: number, [factor, sign]: readonly [number, string]): string {
  const scaled = Number((value / factor).toPrecision(6));
  const size = Math.abs(scaled);
  if (size === 0) return "0";
  return size >= 1e6 || size < 1e-4 ? value.toExponential(2) : `${scaled}${sign}`;
}
