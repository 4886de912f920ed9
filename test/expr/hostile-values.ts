import fc from "fast-check";
import type { JsonValue } from "../../src/model/json.ts";

/** Texts that other tools have taken for code, or that JavaScript gives a meaning. */
const HOSTILE_TEXTS = [
  "${{ params.queue }}",
  "${{",
  "}}",
  '"; drop table alerts; --',
  "$(reboot)",
  "`id`",
  "{{ .Values }}",
  "<% rce %>",
  "true && 1/0",
  'ran("scale")',
  "__proto__",
  "constructor",
  "line\nbreak\r\n\u2028",
  "\u0000",
  "🙂".repeat(20),
  "'\"\\",
  "- a: b\n- [c, d",
  "@channel",
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc
    .tuple(fc.string(), fc.constantFrom(...HOSTILE_TEXTS), fc.string())
    .map((parts) => parts.join("")),
);

const key = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "prototype", "toString", "a", "${{ a }}"),
  fc.string(),
);

/** Any JSON, as a parser would give it: `__proto__` is a key like others. */
export const hostileJson: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<JsonValue>(null, true, false, 0, -1, 1.5, 2 ** 53, "10m", "done"),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    hostileText,
    fc.array(tie("value"), { maxLength: 5 }),
    fc
      .array(fc.tuple(key, tie("value")), { maxLength: 5 })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;
