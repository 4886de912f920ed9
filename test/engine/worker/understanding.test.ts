import { expect, test } from "vitest";
import { rememberStrange } from "../../../src/engine/worker/understanding.ts";
import type { Program } from "../../../src/playbook/program.ts";
import { programOf, read } from "../machine/driver.ts";

const NEW = { playbook: "test", version: "2.0.0", hash: "sha256:new" };
const OLD = { playbook: "test", version: "1.0.0", hash: "sha256:old" };

test("a version is strange from when it was not understood until it is", async () => {
  const program = programOf([read("look")]);
  const known = new Map<string, Program>([[OLD.hash, program]]);
  const { programOf: ask, strange } = rememberStrange(async ({ hash }) => known.get(hash));

  expect(await strange()).toEqual([]);
  expect(await ask(OLD)).toBe(program);
  expect(await ask(NEW)).toBeUndefined();
  expect(await strange()).toEqual([NEW.hash]);

  known.set(NEW.hash, program);
  expect(await strange()).toEqual([]);
});
