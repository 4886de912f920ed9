import { expect, test } from "vitest";
import { parse } from "yaml";
import { Safety } from "../../src/playbook/format/safety.ts";
import { playbookMode } from "../../src/playbook/playbook-mode.ts";
import { programFrom } from "../rehearsal/written.ts";

const { playbook } = programFrom("steps: [{ id: pause, kind: wait, with: { for: 1s } }]");

test.each([
  ["auto", {}, "auto"],
  ["suggest", { env: "prod" }, "suggest"],
  ["{ prod: approve, staging: auto }", { env: "staging" }, "auto"],
  ["{ prod: approve, default: suggest }", { env: "dev" }, "suggest"],
  ["{ prod: auto, default: suggest }", {}, "suggest"],
])("mode %s for %j is %s", (mode, params, expected) => {
  const safety = Safety.parse({ mode: parse(mode) });

  expect(playbookMode({ ...playbook, safety }, params)).toBe(expected);
});

test.each([{ env: "dev" }, {}, { env: "__proto__" }, { env: ["prod"] }])(
  "only looks in an environment that the playbook does not name: %j",
  (params) => {
    const safety = Safety.parse({ mode: { prod: "auto" } });

    expect(playbookMode({ ...playbook, safety }, params)).toBe("observe");
  },
);

test("a playbook that changes nothing needs no mode", () => {
  const { safety, ...harmless } = playbook;

  expect(safety).toBeDefined();
  expect(playbookMode(harmless, {})).toBe("auto");
});
