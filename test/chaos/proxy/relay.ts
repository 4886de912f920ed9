import { createConnection, type NetConnectOpts, type Socket } from "node:net";
import type { Clock } from "../../../src/ports/clock.ts";
import type { Action } from "./fault.ts";
import type { Watch } from "./plan.ts";
import { CONNECTED, hear, isNewTurn } from "./turns.ts";

/** Stands between a client and its server until one of them, or a fault, ends it. */
export function relay(
  client: Socket,
  server: NetConnectOpts,
  watch: Watch,
  clock: Pick<Clock, "after">,
): () => void {
  const upstream = createConnection({ ...server, allowHalfOpen: true });
  let turn = CONNECTED;
  let isSilent = false;

  join(client, upstream, "request");
  join(upstream, client, "reply");
  const first = watch(turn, true);
  if (first !== undefined) act(first, client, () => undefined);
  return hangUp;

  function join(from: Socket, to: Socket, side: "request" | "reply"): void {
    from.on("data", (bytes) => {
      if (isSilent) return;
      const isNew = isNewTurn(turn, side);
      turn = hear(turn, side, bytes);
      const action = watch(turn, isNew);
      const pass = (): void => forward(from, to, bytes);
      if (action === undefined) pass();
      else act(action, from, pass);
    });
    from.on("end", () => {
      if (!isSilent) to.end();
    });
    // The other side learns of it through "close", which follows.
    from.on("error", () => undefined);
    from.on("close", (hadError) => {
      if (isSilent) return;
      if (hadError) to.destroy();
      else to.end();
    });
  }

  function act(action: Action, from: Socket, pass: () => void): void {
    switch (action.is) {
      case "delay":
        from.pause();
        clock.after(action.ms, () => {
          pass();
          from.resume();
        });
        return;
      case "cut":
        hangUp();
        return;
      case "half_open":
        isSilent = true;
    }
  }

  function hangUp(): void {
    client.destroy();
    upstream.destroy();
  }
}

function forward(from: Socket, to: Socket, bytes: Buffer): void {
  if (to.write(bytes)) return;
  from.pause();
  to.once("drain", () => from.resume());
}
