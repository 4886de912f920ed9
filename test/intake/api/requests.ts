import { followEvents } from "../../../src/cli/server/follow-events.ts";
import { RunView } from "../../../src/intake/api/views/run-view.ts";
import type { servedDesk } from "./desk-world.ts";

export type Served = Awaited<ReturnType<typeof servedDesk>>;

export function get(path: string) {
  return { method: "GET", path } as const;
}

export function post(path: string, body: object) {
  return { method: "POST", path, body } as const;
}

/** Looks whenever something happened, until the run is as the test wants it. */
export async function waitFor(
  api: Served,
  id: string,
  isSo: (run: RunView) => boolean,
): Promise<RunView> {
  for await (const followed of followEvents(api.server, id, 0, new AbortController().signal)) {
    const reply = await api.ask(get(`/v1/runs/${id}`), RunView);
    if (reply.is === "answered" && isSo(reply.value)) return reply.value;
    if (followed.is !== "event") break;
  }
  throw new Error(`Run ${id} never came to that`);
}
