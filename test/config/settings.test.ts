import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ENVIRONMENT } from "../../src/config/environment.ts";
import { defaultSettings, loadSettings } from "../../src/config/settings.ts";
import { settingsSchema } from "../../src/config/settings-schema.ts";
import { project } from "../cli/project.ts";

const EXAMPLE = "docs/examples/pitcrew.yaml";

describe("pitcrew.yaml", () => {
  test("loads as the example shows it, which has one of each section", async () => {
    const loaded = await loadSettings(EXAMPLE);

    if (loaded.is !== "loaded") throw new Error(JSON.stringify(loaded));
    const written = Object.keys(parse(await readFile(EXAMPLE, "utf8")) as object); // a mapping
    expect(written.toSorted()).toEqual(Object.keys(loaded.value).toSorted());
  });

  test("need not be there, nor anything in it", async () => {
    const { cwd } = await project({ "pitcrew.yaml": "format: 1\n" });

    expect(await loadSettings(join(cwd, "nothing.yaml"))).toEqual({ is: "absent" });
    expect(await loadSettings(join(cwd, "pitcrew.yaml"))).toEqual({
      is: "loaded",
      value: defaultSettings(),
    });
  });

  test("is refused with all its mistakes at once, each where it stands", async () => {
    const text = "format: 1\nserver: { public_url: pitcrew, conections: 5 }\nbudgets: 7\n";
    const { cwd } = await project({ "pitcrew.yaml": text });

    const loaded = await loadSettings(join(cwd, "pitcrew.yaml"));

    if (loaded.is !== "refused") throw new Error(`it is ${loaded.is}`);
    expect(loaded.findings.map(({ line, message }) => [line, message])).toEqual([
      [2, expect.stringContaining("must be such as https://pitcrew.example.com")],
      [2, expect.stringContaining("conections")],
      [3, expect.any(String)],
    ]);
  });

  test("is refused when it waits for a heartbeat and does not say which", async () => {
    const text = "format: 1\nsources: { east: { tokens: [env:EAST], heartbeat_within: 15m } }\n";
    const { cwd } = await project({ "pitcrew.yaml": text });

    const loaded = await loadSettings(join(cwd, "pitcrew.yaml"));

    if (loaded.is !== "refused") throw new Error(`it is ${loaded.is}`);
    expect(loaded.findings.map(({ message }) => message)).toEqual([
      expect.stringContaining("needs heartbeat"),
    ]);
  });

  test("has a schema for editors that takes the example, and no field that there is not", async () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(settingsSchema());
    const example = parse(await readFile(EXAMPLE, "utf8")) as object; // a mapping

    expect(validate(example)).toBe(true);
    expect(validate({ ...example, sever: {} })).toBe(false);
  });
});

describe("the environment", async () => {
  const files = await readdir("src", { recursive: true });
  const others = files.filter((file) => file.endsWith(".ts") && file !== "config/environment.ts");
  const source = (await Promise.all(others.map((file) => readFile(`src/${file}`, "utf8")))).join();

  test.each(ENVIRONMENT)("has no variable that nobody reads: $name", ({ name }) => {
    expect(source).toContain(`"${name}"`);
  });

  test("is described in full", () => {
    const read = [...source.matchAll(/"((?:PITCREW|SLACK|PAGERDUTY|OTEL|LOG)_[A-Z_]+)"/g)];
    const known = ENVIRONMENT.map(({ name }) => name);

    expect(read.map(([, name]) => name).filter((name) => !known.includes(name ?? ""))).toEqual([]);
  });
});
