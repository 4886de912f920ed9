import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import type { Actor } from "../../../src/access/actor.ts";
import { problem } from "../../../src/intake/api/http-problem.ts";
import { type Answer, answer, refuse } from "../../../src/intake/api/refusal.ts";
import { identifyCaller } from "../../../src/intake/http/identify-caller.ts";

const ANN: Actor = { id: "ann", person: "ann", surface: "console", scope: null };
const CI: Actor = { id: "key:ci", person: null, surface: "api", scope: ["viewer"] };

describe("who asks over HTTP", () => {
  test("is whoever has the key, or else whoever is signed in", async () => {
    const { ask } = door({ session: answer(ANN) });

    expect(await ask({ authorization: "Bearer right" })).toMatchObject({ text: "key:ci" });
    expect(await ask({})).toMatchObject({ text: "ann" });
  });

  test("is nobody when the key is wrong, although somebody is signed in", async () => {
    const { ask } = door({ session: answer(ANN) });

    expect(await ask({ authorization: "Bearer wrong" })).toMatchObject({ status: 401 });
    expect(await ask({ authorization: "" })).toMatchObject({ status: 401 });
  });

  test("is refused without a key, and told how one is sent", async () => {
    const { ask } = door({});

    const refused = await ask({});

    expect(refused).toMatchObject({ status: 401, challenge: 'Bearer realm="pitcrew"' });
    expect(JSON.parse(refused.text)).toMatchObject({
      code: "E404",
      remedy: expect.stringContaining("Authorization: Bearer pk_"),
    });
  });

  test("is told how long to wait when they ask too often", async () => {
    const { ask } = door({ wait: 7 });

    expect(await ask({ authorization: "Bearer right" })).toMatchObject({ status: 429, wait: "7" });
    expect(await ask({ authorization: "Bearer wrong" })).toMatchObject({ status: 401, wait: null });
  });
});

interface World {
  readonly session?: Answer<Actor>;
  readonly wait?: number;
}

/** A door behind which everybody is told who they are. */
function door({ session, wait = 0 }: World) {
  const identify = identifyCaller({
    byKey: async (key) => (key === "right" ? answer(CI) : refuse("E406", "No such key", "None.")),
    bySession: async () => session,
    limit: () => wait,
  });
  const app = new Hono().get("/", async (context) => {
    const actor = await identify(context);
    return actor.ok ? context.text(actor.value.id) : problem(context, actor.refusal);
  });
  const ask = async (headers: Record<string, string>) => {
    const response = await app.request("/", { headers });
    return {
      status: response.status,
      text: await response.text(),
      challenge: response.headers.get("www-authenticate"),
      wait: response.headers.get("retry-after"),
    };
  };
  return { ask };
}
