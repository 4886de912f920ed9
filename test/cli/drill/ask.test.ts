import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { ask, type Asked } from "../../../src/cli/drill/ask.ts";
import { emptyFolder } from "../pitcrew.ts";

const Said = z.object({ said: z.string() });
const REQUEST = { method: "GET", path: "/v1/anything" } as const;

/** A server that answers at its socket as soon as it is started. */
async function place() {
  const socket = join(await emptyFolder(), "api.sock");
  const start = async (): Promise<void> => {
    const server = createServer((_request, response) => response.end('{"said":"here"}'));
    server.listen(socket);
    onTestFinished(() => void server.close());
    await once(server, "listening");
  };
  return { server: { is: "here", socket } as const, start };
}

test("what was asked of a server while it was killed is asked again when it is back", async () => {
  const { server, start } = await place();
  let kills = 0;
  const asked: Asked = {
    server,
    // It dies while it is asked.
    kills: () => kills++,
    isBack: start,
  };

  expect(await ask(asked, REQUEST, Said)).toEqual({ said: "here" });
});

test("a server that answers nothing although nobody killed it is a surprise", async () => {
  const { server } = await place();
  const asked: Asked = { server, kills: () => 0, isBack: async () => undefined };

  await expect(ask(asked, REQUEST, Said)).rejects.toThrow("GET /v1/anything: nobody answers");
});
