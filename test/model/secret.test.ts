import { format, inspect } from "node:util";
import { expect, test } from "vitest";
import { Secret } from "../../src/model/secret.ts";

const VALUE = "correct-horse-battery-staple";
const secret = new Secret(VALUE);

test("a secret is there for whoever asks for it", () => {
  expect(secret.reveal()).toBe(VALUE);
});

test.each<[string, () => unknown]>([
  ["in JSON", () => JSON.stringify({ token: secret, all: [secret] })],
  ["joined to one", () => "Bearer ".concat(String(secret))],
  ["in what the console shows", () => inspect({ deep: { token: secret } }, { showHidden: true })],
  ["in a format", () => format("%s %o %j", secret, secret, secret)],
  [
    "among its fields",
    () => JSON.stringify(Object.entries(Object.getOwnPropertyDescriptors(secret))),
  ],
  ["in a copy", () => inspect(structuredClone(secret))],
  ["in a copy of its fields", () => inspect(Object.assign({}, secret))],
  ["in an error", () => inspect(new Error("no entry", { cause: secret }))],
])("it does not show %s", (_, show) => {
  expect(String(show())).not.toContain(VALUE);
});
