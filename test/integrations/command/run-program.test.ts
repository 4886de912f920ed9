import { randomInt } from "node:crypto";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { release, tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ENCLOSURE_OF_USER,
  enclosuresFor,
  type Enclosure,
  findEnclosure,
} from "../../../src/integrations/command/enclosure.ts";
import { type Program, runProgram } from "../../../src/integrations/command/run-program.ts";
import type { CommandAnswer } from "../../../src/ports/command.ts";
import { HOSTILE_TEXTS } from "../../contract/hostile-texts.ts";
import { programsWith } from "./programs-with.ts";

const LOOSE: Enclosure = await findEnclosure([]);
const ENCLOSURES = [
  ["the tightest enclosure of this machine", await findEnclosure()],
  ["a process group alone", LOOSE],
] as const;

const live = new AbortController().signal;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pitcrew-command-"));
});
afterAll(async () => rm(folder, { recursive: true }));

describe.each(ENCLOSURES)("a program within %s", (_name, enclosure) => {
  test("gets each argument byte for byte, whatever a shell would make of it", async () => {
    const payloads = argumentsLikeAttacks();

    const answer = await run(
      node("console.log(JSON.stringify(process.argv.slice(1)))", ...payloads),
    );

    expect(payloads.length).toBeGreaterThanOrEqual(200);
    expect(JSON.parse(stdoutOf(answer))).toEqual(payloads);
  });

  test("sees the environment of its connection and nothing of Pitcrew's", async () => {
    const program = {
      ...node("console.log(JSON.stringify(process.env))"),
      environment: { MODE: "safe" },
    };

    const answer = await run(program);

    expect(JSON.parse(stdoutOf(answer))).toEqual({ MODE: "safe" });
  });

  test("starts at the root of the file system", async () => {
    expect(stdoutOf(await run(node("console.log(process.cwd())")))).toBe("/\n");
  });

  test("reads its input, which is empty when there is none", async () => {
    const echo = node("process.stdin.pipe(process.stdout)");

    expect(stdoutOf(await run({ ...echo, input: "a\nb" }))).toBe("a\nb");
    expect(stdoutOf(await run(echo))).toBe("");
  });

  test("may end before it has read its input", async () => {
    const answer = await run({ ...shell("exit 3"), input: "x".repeat(60_000) });

    expect(answer).toMatchObject({ is: "ended", exit: 3 });
  });

  test("tells its exit code, or the signal that ended it", async () => {
    expect(await run(shell("exit 7"))).toMatchObject({ is: "ended", exit: 7 });
    expect(await run(shell("kill -KILL $$"))).toMatchObject({ is: "ended", exit: 137 });
  });

  test("is asked to end when its run is stopped, and may tidy up", async () => {
    const started = join(folder, `started-${newMark()}`);
    await execa("mkfifo", [started]);
    const stop = new AbortController();
    const script = "trap 'echo tidied; exit 0' TERM; echo > $0; while :; do sleep 0.01; done";
    const running = runProgram(shell(script, started), enclosure, stop.signal);

    await readFile(started);
    stop.abort(new Error("cancelled"));

    expect(await running).toMatchObject({
      is: "killed",
      why: "aborted",
      // It may be asked twice, by Pitcrew and by the first process of its enclosure.
      stdout: { text: expect.stringMatching(/^(?:tidied\n){1,2}$/) },
    });
  });

  test("is gone within five seconds although it ignores the request to end", async () => {
    const mark = newMark();
    const started = performance.now();

    const answer = await run({
      ...shell("trap '' TERM; while :; do sleep 0.1; done", mark),
      timeoutMs: 100,
    });

    expect(answer).toMatchObject({ is: "killed", why: "timed_out" });
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(await programsWith(mark)).toEqual([]);
  });

  test("writes files that nobody else can read", async () => {
    expect(stdoutOf(await run(shell("umask")))).toBe("0077\n");
  });

  test("takes two hundred children with it that it left running", async () => {
    const mark = newMark();
    const child = "sh -c 'sleep 1000; :' $0 &";

    const answer = await run(
      shell(`i=0; while [ $i -lt 200 ]; do ${child} i=$((i+1)); done; echo $i`, mark),
    );

    expect(stdoutOf(answer)).toBe("200\n");
    expect(await programsWith(mark)).toEqual([]);
  });

  test("keeps both ends of what it writes, and counts the rest", async () => {
    const answer = await run(
      shell("echo first; head -c 20000000 /dev/zero | tr '\\0' x; echo; echo last"),
    );

    const stdout = answer.is === "ended" ? answer.stdout : undefined;
    expect(stdout?.text).toMatch(/^first\nx+\n\[19836\d{3} bytes left out\]\nx+\nlast\n$/);
    expect(stdout?.leftOut).toBe(20_000_012 - 2 * 80 * 1_024);
  });

  test("cannot show the secrets of its connection", async () => {
    const program = shell('echo "token=$TOKEN"; echo "$TOKEN" >&2');

    const answer = await run({
      ...program,
      environment: { TOKEN: "s3cr3t-value" },
      secrets: ["s3cr3t-value"],
    });

    expect(answer).toMatchObject({
      stdout: { text: "token=[secret]\n" },
      stderr: { text: "[secret]\n" },
    });
  });

  async function run(program: Program): Promise<CommandAnswer> {
    return runProgram(program, enclosure, live);
  }
});

describe("a tight enclosure", () => {
  test.runIf(ENCLOSURES[0][1].isTight)("holds what has left its process group, too", async () => {
    const mark = newMark();
    const program = shell(`setsid sh -c 'sleep 1000; :' ${mark} & sleep 0.2; echo started`);

    const answer = await runProgram(program, ENCLOSURES[0][1], live);

    expect(stdoutOf(answer)).toBe("started\n");
    expect(await programsWith(mark)).toEqual([]);
  });
});

describe("an enclosure that counts processes", async () => {
  const asNobody = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"];
  const [setpriv = "", ...rest] = [...asNobody, ...ENCLOSURE_OF_USER];
  const cases = [
    ["of root", await findEnclosure(enclosuresFor(release()).slice(0, 1))],
    ["of a user", await findEnclosure([[setpriv, ...rest]])],
  ] as const;
  const known = cases.filter(([, { isTight }]) => isTight);

  test.each(known)("%s, stops a program that starts more and more", async (_name, enclosure) => {
    // As its time to sleep is all that such a program can be told apart by.
    const mark = `1000.${randomInt(1_000_000, 9_999_999)}`;
    const more = "sleep $0 & i=$((i+1)); echo $i;";

    const answer = await runProgram(
      shell(`i=0; while [ $i -lt 2000 ]; do ${more} done`, mark),
      enclosure,
      live,
    );

    const started = Number(stdoutOf(answer).trimEnd().split("\n").at(-1));
    expect(started).toBeGreaterThan(900);
    expect(started).toBeLessThan(1_024);
    expect(answer).toMatchObject({ stderr: { text: expect.stringContaining("Cannot fork") } });
    expect(await programsWith(mark)).toEqual([]);
  });
});

describe("a program that cannot run", () => {
  test("is named, and has surely not run", async () => {
    const answer = await runProgram(programAt("/no/such/program"), LOOSE, live);

    expect(answer).toMatchObject({ is: "never_started", why: "not_executable" });
  });

  test("is not started once its run is stopped", async () => {
    const answer = await runProgram(shell("exit 0"), LOOSE, AbortSignal.abort());

    expect(answer).toMatchObject({ is: "never_started", why: "aborted" });
  });

  test("may have a broken first line", async () => {
    const path = join(folder, "broken");
    await writeFile(path, "#!/no/such/interpreter\n");
    await chmod(path, 0o755);

    const answer = await runProgram(programAt(path), LOOSE, live);

    expect(answer).toMatchObject({ is: "ended", exit: expect.toBeOneOf([126, 127]) });
  });
});

function programAt(path: string, ...rest: readonly string[]): Program {
  const line = [path, ...rest] as const;
  return { line, input: undefined, environment: {}, secrets: [], timeoutMs: 60_000 };
}

function node(script: string, ...rest: readonly string[]): Program {
  return programAt(process.execPath, "-e", script, "--", ...rest);
}

function shell(script: string, ...rest: readonly string[]): Program {
  const program = programAt("/bin/sh", "-c", script, ...rest);
  return { ...program, environment: { PATH: "/usr/bin:/bin" } };
}

function newMark(): string {
  return `mark-${crypto.randomUUID()}`;
}

function stdoutOf(answer: CommandAnswer): string {
  if (answer.is === "never_started") throw new Error(answer.detail);
  return answer.stdout.text;
}

/** What cannot be an argument at all is refused before; the rest, alone and behind options. */
function argumentsLikeAttacks(): readonly string[] {
  const possible = HOSTILE_TEXTS.filter(
    (text) => !text.includes("\0") && text.isWellFormed() && text.length <= 2_000,
  );
  return ["", "--name=", "$", "'"].flatMap((before) => possible.map((text) => `${before}${text}`));
}
