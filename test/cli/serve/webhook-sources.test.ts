import { afterEach, expect, test, vi } from "vitest";
import { webhookSources } from "../../../src/cli/serve/webhook-sources.ts";
import { Sources } from "../../../src/config/settings/sources.ts";

afterEach(() => vi.unstubAllEnvs());

const SOURCES = Sources.parse({
  east: { tokens: ["env:PITCREW_TEST_EAST", "env:PITCREW_TEST_EAST_NEXT"] },
});

test("a source has the tokens that can be read at this moment", async () => {
  const warned: string[] = [];
  const sourceOf = webhookSources(SOURCES, (what) => warned.push(what));
  vi.stubEnv("PITCREW_TEST_EAST", "old");

  expect((await sourceOf("east")).tokens).toEqual(["old"]);
  expect(warned).toEqual(["A token of the source east cannot be read"]);
  vi.stubEnv("PITCREW_TEST_EAST_NEXT", "new");
  expect((await sourceOf("east")).tokens).toEqual(["old", "new"]);
});

test("the source default is opened by PITCREW_WEBHOOK_TOKEN, and a source that is not there by nothing", async () => {
  const sourceOf = webhookSources({}, () => undefined);
  expect((await sourceOf("default")).tokens).toEqual([]);

  vi.stubEnv("PITCREW_WEBHOOK_TOKEN", "t");

  expect((await sourceOf("default")).tokens).toEqual(["t"]);
  expect((await sourceOf("constructor")).tokens).toEqual([]);
});

test.each([
  ["a token itself", { east: { tokens: ["s3cret"] } }],
  ["no token", { east: { tokens: [] } }],
  ["a third token", { east: { tokens: ["env:A", "env:B", "env:C"] } }],
  ["the name of our own alerts", { pitcrew: { tokens: ["env:A"] } }],
])("sources with %s are refused", (_what, sources) => {
  expect(Sources.safeParse(sources).success).toBe(false);
});
