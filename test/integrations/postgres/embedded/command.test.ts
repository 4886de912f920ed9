import process from "node:process";
import { describe, expect, test } from "vitest";
import { commandFor, run } from "../../../../src/integrations/postgres/embedded/command.ts";

describe("the command that starts a program", () => {
  test("asks for the signal at our death after the user has changed, which would take it back", () => {
    const { file, args } = commandFor("mapped", "/pg/postgres", ["-D", "/data"], "linux");
    expect([file, ...args].join(" ")).toBe(
      "unshare --user --map-user=1 --map-group=1 -- setpriv --pdeathsig INT -- /pg/postgres -D /data",
    );
  });

  test("is the program alone where the system knows no such signal", () => {
    expect(commandFor("self", "/pg/postgres", ["-D", "/data"], "darwin")).toMatchObject({
      file: "/pg/postgres",
      args: ["-D", "/data"],
    });
  });

  test("changes the user before anything runs when there are no user namespaces", () => {
    const { options } = commandFor("nobody", "/pg/postgres", []);
    expect(options).toMatchObject({ uid: 65_534, gid: 65_534 });
    expect(commandFor("self", "/pg/postgres", []).options).not.toHaveProperty("uid");
  });

  test("hands on none of our environment but the search path", () => {
    const { env, extendEnv } = commandFor("self", "/pg/postgres", []).options;
    expect(extendEnv).toBe(false);
    expect(env).toEqual({ PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" });
  });
});

describe("running a program to its end", () => {
  test("tells what it complained about, or that it could not be started", async () => {
    expect(await run(commandFor("self", "true", []))).toEqual({ ok: true, said: "" });
    expect(await run(commandFor("self", "sh", ["-c", "echo why >&2; exit 3"]))).toEqual({
      ok: false,
      said: "why",
    });
    const missing = await run(commandFor("self", "/not/there", [], "darwin"));
    expect(missing).toMatchObject({ ok: false, said: expect.stringContaining("/not/there") });
  });
});
