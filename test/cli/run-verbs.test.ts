import { once } from "node:events";
import process from "node:process";
import { execa } from "execa";
import { beforeEach, describe, expect, test } from "vitest";
import { pitcrew, START } from "./pitcrew.ts";
import { playbookText, project } from "./project.ts";
import { ASKING, CHANGING, servedProject } from "./served-project.ts";

type Server = Awaited<ReturnType<typeof servedProject>>;

describe("with a server", () => {
  let server: Server;

  beforeEach(async () => {
    server = await servedProject({
      "playbooks/asking.yaml": ASKING,
      "playbooks/changing.yaml": CHANGING,
      "playbooks/north.yaml": playbookText("north"),
    });
    await server.linesUntil("listening at");
  });

  test("run starts a playbook, follows it, and ends with the code of its outcome", async () => {
    const { exitCode, stdout } = await pitcrew(["run", "north", "shop=lyon"], server.at);

    expect(exitCode).toBe(0);
    expect(stdout).toContain("NOTHING TO DO");
    expect(stdout).toContain("Shop lyon fills its carts");
  });

  test("run --json prints one object, and --jsonl a line for each event", async () => {
    const [object, lines] = await Promise.all([
      pitcrew(["run", "north", "shop=lyon", "--json"], server.at),
      pitcrew(["run", "north", "shop=lyon", "--jsonl"], server.at),
    ]);

    expect(JSON.parse(object.stdout)).toMatchObject({ outcome: "nothing_to_do", state: "ended" });
    const events = lines.stdout.split("\n").map((line) => JSON.parse(line) as { seq: number });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  });

  test("an answer moves a run on, and its outcome decides how watch ends", async () => {
    const { id, following } = await startAsking(server);

    const refused = await pitcrew(["answer", id, "maybe"], server.at);
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toContain("Use well or ill.");
    expect(await pitcrew(["answer", id, "ill"], server.at)).toMatchObject({ exitCode: 0 });

    expect((await following).exitCode).toBe(5);
    expect((await pitcrew(["watch", id], server.at)).exitCode).toBe(5);
  });

  test("stop ends a run, and show, runs and logs tell of it", async () => {
    const { id, following } = await startAsking(server);

    expect((await pitcrew(["show", id], server.at)).stdout).toContain(
      `pitcrew answer ${id} well|ill`,
    );
    expect((await pitcrew(["stop", id], server.at)).exitCode).toBe(0);
    expect((await following).exitCode).toBe(4);

    const [shown, listed, logged, ofStep] = await Promise.all([
      pitcrew(["show", id], server.at),
      pitcrew(["runs", "--outcome", "cancelled"], server.at),
      pitcrew(["logs", id], server.at),
      pitcrew(["logs", id, "--step", "well"], server.at),
    ]);
    expect(shown.stdout).toContain("CANCELLED");
    expect(listed.stdout).toContain(id);
    expect(logged.stdout).toContain('Began "well".');
    expect(ofStep.stdout).toBe("");
  });

  test("Ctrl-C stops watching and not the run, and says so", async () => {
    const { id, following, interrupt } = await startAsking(server);

    interrupt();

    const { exitCode, stderr } = await following;
    expect(exitCode).toBe(130);
    expect(stderr).toContain(
      `Still running. Follow: pitcrew watch ${id}. Stop: pitcrew stop ${id}`,
    );
    expect((await pitcrew(["runs", "--live"], server.at)).stdout).toContain(id);
  });

  test("retry runs an ended run again with its params, and refuses one that still runs", async () => {
    const ended = await pitcrew(["run", "north", "shop=lyon", "--json"], server.at);
    const { id: first } = JSON.parse(ended.stdout) as { id: string };

    const again = await pitcrew(["retry", first, "--json"], server.at);

    const second = JSON.parse(again.stdout) as { id: string; params: object };
    expect(second.params).toEqual({ shop: "lyon" });
    expect(second.id).not.toBe(first);
    const { id, following, interrupt } = await startAsking(server);
    expect((await pitcrew(["retry", id], server.at)).stderr).toContain("Only an ended run");
    interrupt();
    await following;
  });

  test("undo and settle say why they cannot be done", async () => {
    const { id, following, interrupt } = await startAsking(server);

    const [undone, settled] = await Promise.all([
      pitcrew(["undo", id], server.at),
      pitcrew(["settle", id, "not-happened"], server.at),
    ]);

    expect(undone).toMatchObject({ exitCode: 2, stdout: "" });
    expect(undone.stderr).toContain(`pitcrew stop ${id} --undo`);
    expect(settled.stderr).toContain("No effect is in doubt.");
    interrupt();
    await following;
  });

  test("plan shows params and steps, and starts nothing", async () => {
    const { exitCode, stdout } = await pitcrew(["plan", "asking", "shop=lyon"], server.at);

    expect(exitCode).toBe(0);
    expect(stdout).toContain('shop = "lyon"');
    expect(stdout).toContain("carts = 3");
    expect(stdout).toContain("Ask team-shop: Is lyon well?");
    expect((await pitcrew(["runs"], server.at)).stdout).toBe("");
  });

  test("playbook list shows what can be run, and playbook show every version of one", async () => {
    await pitcrew(["run", "north", "shop=lyon"], server.at);

    const [list, north, none, unclear] = await Promise.all([
      pitcrew(["playbook", "list"], server.at),
      pitcrew(["playbook", "show", "north", "--json"], server.at),
      pitcrew(["playbook", "show", "south"], server.at),
      pitcrew(["playbook", "shows"], server.at),
    ]);

    expect(list.stdout.split("\n")).toEqual([
      expect.stringMatching(/^asking 1\.0\.0 {2}sha256:\w{12} {2}active since \S+ {2}0 runs$/),
      expect.stringMatching(/^changing /),
      expect.stringMatching(/^north 1\.0\.0 .* 1 run$/),
    ]);
    expect(JSON.parse(north.stdout)).toMatchObject({
      versions: [{ playbook: "north", version: "1.0.0", runs: 1, activeSince: expect.any(String) }],
    });
    expect(none).toMatchObject({ exitCode: 2, stdout: "" });
    expect(none.stderr).toContain('E311 No version of "south"');
    expect(unclear).toMatchObject({ exitCode: 2, stdout: "" });
  });

  test("a playbook that changes something is planned, and nothing is sent", async () => {
    const planned = await pitcrew(["plan", "changing"], server.at);

    expect(planned).toMatchObject({ exitCode: 0 });
    expect(planned.stdout).toContain("once        change");
  });

  test.each([
    ["a param of the wrong type", ["asking", "shop=lyon", "carts=many"], 7, "must be"],
    ["a playbook that there is not", ["askin", "shop=lyon"], 2, 'Did you mean "asking"?'],
    ["a word that is no param", ["asking", "lyon"], 2, "write NAME=VALUE"],
    ["a param given twice", ["asking", "shop=lyon", "shop=nice"], 2, "given twice"],
  ])("run refuses %s", async (_, words, code, says) => {
    const { exitCode, stderr } = await pitcrew(["run", ...words], server.at);

    expect(exitCode).toBe(code);
    expect(stderr).toContain(says);
  });

  test("completion offers playbooks and runs of the server", async () => {
    const ended = await pitcrew(["run", "north", "shop=lyon", "--json"], server.at);
    const { id } = JSON.parse(ended.stdout) as { id: string };

    expect((await pitcrew(["__complete", "names"], server.at)).stdout.split("\n")).toEqual([
      "asking",
      "changing",
      "north",
    ]);
    expect((await pitcrew(["__complete", "runs"], server.at)).stdout).toBe(id);
  });
});

describe("without a server", () => {
  test.each([
    ["run", "north"],
    ["plan", "north"],
    ["runs"],
    ["playbook", "list"],
    ["show", "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90"],
    ["logs", "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90"],
    ["stop", "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90"],
  ])("%s says how to start one", async (...words) => {
    const { exitCode, stdout, stderr } = await pitcrew(words, await project({}));

    expect({ exitCode, stdout }).toEqual({ exitCode: 9, stdout: "" });
    expect(stderr).toContain("E520 no Pitcrew answers at .pitcrew/api/api.sock");
    expect(stderr).toContain("pitcrew serve starts one");
  });

  test("the data directory is what was said, else what the environment says", async () => {
    const place = { ...(await project({})), env: { PITCREW_DATA_DIR: "east" } };

    expect((await pitcrew(["runs"], place)).stderr).toContain("at east/api/api.sock");
    expect((await pitcrew(["runs", "--data-dir", "west"], place)).stderr).toContain(
      "at west/api/api.sock",
    );
  });
});

/** A run that waits for an answer, and a command that follows it. */
async function startAsking({ at, start }: Server) {
  const id = await start("asking", { shop: "lyon" });
  const command = execa(process.execPath, [START, "watch", id], { ...at, reject: false });
  await once(command.stdout, "data");
  const following = command.then(({ exitCode, stderr }) => ({ exitCode, stderr }));
  return { id, following, interrupt: () => command.kill("SIGINT") };
}
