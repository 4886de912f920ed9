import { beforeEach, describe, expect, test } from "vitest";
import { createOutside } from "../engine/worker/outside.ts";
import { fire, set } from "../engine/worker/world.ts";
import { entryOf, servedDesk } from "../intake/api/desk-world.ts";
import { type Served, waitFor } from "../intake/api/requests.ts";
import { pitcrew } from "./pitcrew.ts";
import { project } from "./project.ts";

const { kinds } = createOutside();
const AUTO = { safety: { mode: "auto" } };
const OWN = entryOf("own", [set("scale")], AUTO, kinds);
const NONE = entryOf("none", [fire("shot")], AUTO, kinds);

describe("pitcrew undo", () => {
  let api: Served;

  beforeEach(async () => {
    api = await servedDesk([OWN, NONE]);
  });

  test("has an ended run undone; watch follows that, and show and runs tell of it", async () => {
    const id = await endedRun(api, OWN);

    const undo = await ask(api, "undo", id);
    const watched = await ask(api, "watch", id);

    expect(undo).toMatchObject({ exitCode: 0, stdout: "" });
    expect(undo.stderr).toContain(`Its changes are taken back. Follow: pitcrew watch ${id}`);
    // As the run ended, so does whoever follows it, whatever became of its changes since.
    expect(watched.exitCode).toBe(5);
    expect(watched.stdout).toContain('Took back "scale".');
    expect((await ask(api, "show", id)).stdout).toContain("ESCALATED, UNDONE");
    expect((await ask(api, "runs")).stdout).toMatch(/own 1\.0\.0 {2}undone$/);
    expect((await ask(api, "runs", "--live")).stdout).toBe("");
  });

  test("says of each change why it cannot be taken back", async () => {
    const id = await endedRun(api, NONE);

    const { exitCode, stderr } = await ask(api, "undo", id);

    expect(exitCode).toBe(2);
    expect(stderr).toContain('"shot" because it is a test');
  });
});

async function endedRun(api: Served, entry: typeof OWN): Promise<string> {
  const run = await api.startChanging(entry);
  await waitFor(api, run, ({ outcome }) => outcome !== null);
  return run;
}

async function ask({ dataDir }: Served, ...words: readonly string[]) {
  return pitcrew([...words, "--data-dir", dataDir], await project({}));
}
