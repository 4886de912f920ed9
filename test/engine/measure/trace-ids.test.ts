import { expect, test } from "vitest";
import {
  effectSpan,
  readTraceparent,
  rootOf,
  traceparentOf,
} from "../../../src/engine/measure/trace-ids.ts";

const RUN = "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90";
const EFFECT = { step: "clear", item: 0, phase: "run", attempt: 1 } as const;

test("a run is a trace of its own id, and each try of each effect a span of it that all workers know", () => {
  const span = effectSpan(RUN, EFFECT);

  expect(span).toEqual(effectSpan(RUN, EFFECT));
  expect(span.trace).toBe("0198c0de6f1a7c3e9a513b8f2d4c7e90");
  const others = [
    rootOf(RUN),
    effectSpan(RUN, { ...EFFECT, attempt: 2 }),
    effectSpan(RUN, { ...EFFECT, phase: "undo" }),
  ];
  expect(new Set([span, ...others].map(({ id }) => id)).size).toBe(4);
});

test("what is said of a span over HTTP is read again as that span", () => {
  const span = effectSpan(RUN, EFFECT);

  expect(readTraceparent(traceparentOf(span))).toEqual(span);
});

test.each(["", "hello", `00-${"0".repeat(32)}-${"1".repeat(16)}-01`, "00-xyz-1-01"])(
  "a header that names no span is none: %j",
  (header) => {
    expect(readTraceparent(header)).toBeUndefined();
  },
);
