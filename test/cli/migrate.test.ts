import { describe, expect, test } from "vitest";
import { openRunStore } from "../../src/integrations/postgres/store/open-run-store.ts";
import { emptyDatabase } from "../postgres/server.ts";
import { emptyFolder, pitcrew } from "./pitcrew.ts";
import { urlOf } from "./served-project.ts";

describe("pitcrew migrate", () => {
  test("makes the tables, ends, and changes nothing the second time", async () => {
    const database = await emptyDatabase();
    const place = { cwd: await emptyFolder(), env: { DATABASE_URL: urlOf(database) } };

    for (const _time of [1, 2]) {
      const { exitCode, stdout } = await pitcrew(["migrate"], place);
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "The tables are up to date." });
    }

    const { store, close } = openRunStore(database, { connections: 1, onBroken: () => undefined });
    expect(await store.list({}, { limit: 1 })).toEqual([]);
    await close();
  });

  test("says what is wrong with the database", async () => {
    const env = { DATABASE_URL: "postgresql://nobody@localhost/nothing?host=/nowhere" };

    const { exitCode, stderr } = await pitcrew(["migrate"], { cwd: await emptyFolder(), env });

    expect(exitCode).toBe(2);
    expect(stderr).toContain("E531");
  });
});
