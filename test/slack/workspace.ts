import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import type { HomeView, KnownBlock, ModalView } from "@slack/types";
import { onTestFinished } from "vitest";
import { judgeBlocks, judgeView } from "./judge.ts";
import { acceptApp, type AppSocket } from "./socket.ts";

/** A message as the workspace keeps it. */
export interface Kept {
  readonly ts: string;
  readonly channel: string;
  readonly thread: string | undefined;
  text: string;
  blocks: readonly KnownBlock[];
  edits: number;
  readonly metadata: unknown;
}

export interface Member {
  readonly id: string;
  readonly email?: string;
  readonly is?: "guest" | "bot" | "deactivated" | "foreign";
}

/** What the next call of a method meets instead of its ordinary fate. */
export type Fault =
  | { readonly is: "status"; readonly status: number }
  | { readonly is: "slow_down"; readonly seconds: number }
  | { readonly is: "error"; readonly error: string }
  /** It is carried out, and the answer gets lost. */
  | { readonly is: "lost_answer" }
  | { readonly is: "hang" };

type Params = Readonly<Record<string, string>>;
type Reply = Readonly<Record<string, unknown>>;

export const TEAM = "T0PITCREW";
export const TOKEN = "xoxb-test";
export const APP_TOKEN = "xapp-test";

/**
 * A workspace as Slack's Web API shows it, strict about what Slack is strict about: blocks by the
 * shapes of Slack's own types and by its limits, dialogs by triggers that live three seconds and
 * work once, editing only of what is there.
 */
export async function openWorkspace(members: readonly Member[] = []) {
  const messages: Kept[] = [];
  const views: { readonly trigger: string; readonly view: ModalView | HomeView }[] = [];
  const homes = new Map<string, ModalView | HomeView>();
  const triggers = new Map<string, number>();
  const calls: string[] = [];
  const faults = new Map<string, Fault[]>();
  const listeners = new Set<() => void>();
  const replies: { readonly url: string; readonly body: Reply }[] = [];
  const uses = new Map<string, number>();
  let isDown = false;
  let slowMs = 0;
  let clock = 1_790_000_000_000_000;

  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  function act(method: string, params: Params): Reply {
    switch (method) {
      case "auth.test":
        return { ok: true, team_id: TEAM, user_id: "U0BOT", bot_id: "B0BOT" };
      case "apps.connections.open":
        return { ok: true, url: `ws://127.0.0.1:${port}/socket` };
      case "chat.postMessage":
        return post(params);
      case "chat.update":
        return update(params);
      case "conversations.open":
        return { ok: true, channel: { id: ownChannel(params["users"] ?? "") } };
      case "conversations.history":
        return list(
          messages.filter(
            ({ channel, thread }) => channel === params["channel"] && thread === undefined,
          ),
          params,
        );
      case "conversations.replies":
        return list(
          messages.filter(
            ({ channel, thread }) => channel === params["channel"] && thread === params["ts"],
          ),
          params,
        );
      case "users.info":
        return userInfo(params["user"] ?? "");
      case "views.open":
        return openView(params);
      case "views.publish": {
        const view = JSON.parse(params["view"] ?? "{}") as ModalView | HomeView;
        const wrong = judgeView(view);
        if (wrong.length > 0) return refuse("invalid_arguments", wrong);
        homes.set(params["user_id"] ?? "", view);
        changed();
        return { ok: true };
      }
      default:
        return refuse("unknown_method");
    }
  }

  function post(params: Params): Reply {
    const channel = ownChannel(params["channel"] ?? "");
    if (channel === "C0GONE") return refuse("channel_not_found");
    const blocks = JSON.parse(params["blocks"] ?? "[]") as KnownBlock[];
    const wrong = judgeMessage(params, blocks);
    if (wrong !== undefined) return wrong;
    const asked = params["thread_ts"];
    const isThere = messages.some(({ ts }) => ts === asked);
    const thread = isThere ? asked : undefined;
    const ts = stamp();
    const metadata: unknown = JSON.parse(params["metadata"] ?? "null");
    const kept = { ts, channel, thread, text: params["text"] ?? "", blocks, edits: 0, metadata };
    messages.push(kept);
    changed();
    return {
      ok: true,
      channel,
      ts,
      message: { ts, ...(thread !== undefined && { thread_ts: thread }) },
    };
  }

  function update(params: Params): Reply {
    const { ts, channel, text: words = "" } = params;
    const kept = messages.find((one) => one.ts === ts && one.channel === channel);
    if (kept === undefined) return refuse("message_not_found");
    const blocks = JSON.parse(params["blocks"] ?? "[]") as KnownBlock[];
    const wrong = judgeMessage(params, blocks);
    if (wrong !== undefined) return wrong;
    kept.text = words;
    kept.blocks = blocks;
    kept.edits++;
    changed();
    return { ok: true, channel, ts };
  }

  function openView(params: Params): Reply {
    const trigger = params["trigger_id"] ?? "";
    const made = triggers.get(trigger);
    if (made === undefined) return refuse("invalid_trigger_id");
    triggers.delete(trigger);
    if (performance.now() - made > 3_000) return refuse("expired_trigger_id");
    const view = JSON.parse(params["view"] ?? "{}") as ModalView | HomeView;
    const wrong = judgeView(view);
    if (wrong.length > 0) return refuse("invalid_arguments", wrong);
    views.push({ trigger, view });
    changed();
    return { ok: true, view: { id: `V${views.length}` } };
  }

  function userInfo(id: string): Reply {
    const member = members.find((one) => one.id === id);
    if (member === undefined) return refuse("user_not_found");
    const { is, email } = member;
    return {
      ok: true,
      user: {
        id,
        team_id: is === "foreign" ? "T0OTHER" : TEAM,
        deleted: is === "deactivated",
        is_bot: is === "bot",
        is_restricted: is === "guest",
        is_ultra_restricted: false,
        is_stranger: is === "foreign",
        is_email_confirmed: true,
        profile: { email },
      },
    };
  }

  function stamp(): string {
    clock += 1_000;
    const at = Math.max(clock, Date.now() * 1_000);
    clock = at;
    return `${Math.floor(at / 1_000_000)}.${String(at % 1_000_000).padStart(6, "0")}`;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://slack").pathname;
    const body = await text(request);
    if (path.startsWith("/respond/")) return respond(path, body, response);
    const method = path.replace("/api/", "");
    calls.push(method);
    const fault = faults.get(method)?.shift();
    if (slowMs > 0) await pause(slowMs);
    if (isDown || fault?.is === "hang") return hangUp(request, isDown);
    if (fault?.is === "status") return reply(response, fault.status, "<html>no</html>");
    if (fault?.is === "slow_down") {
      response.setHeader("retry-after", String(fault.seconds));
      return reply(response, 429, { ok: false, error: "ratelimited" });
    }
    if (fault?.is === "error") return reply(response, 200, refuse(fault.error));
    const given = body === "" ? {} : Object.fromEntries(new URLSearchParams(body));
    const token = method === "apps.connections.open" ? APP_TOKEN : TOKEN;
    const isKnown = request.headers.authorization === `Bearer ${token}`;
    const answer = isKnown ? act(method, given) : refuse("invalid_auth");
    if (fault?.is === "lost_answer") return hangUp(request, true);
    reply(response, 200, answer);
  }

  /** An address that a person's action brings along: five answers, and no more. */
  function respond(path: string, body: string, response: ServerResponse): void {
    const used = (uses.get(path) ?? 0) + 1;
    uses.set(path, used);
    if (used > 5) return reply(response, 404, { ok: false, error: "used_url" });
    replies.push({ url: path, body: JSON.parse(body) as Reply });
    changed();
    reply(response, 200, { ok: true });
  }

  const sockets: AppSocket[] = [];
  const acks: string[] = [];
  const server = createServer((request, response) => void serve(request, response));
  server.on("upgrade", (request, socket) => {
    sockets.push(
      acceptApp(request, socket, ({ envelope_id }) => {
        acks.push(envelope_id);
        changed();
      }),
    );
    changed();
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(async () => {
    for (const socket of sockets) socket.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  return {
    sockets,
    acks,
    apiUrl: `http://127.0.0.1:${port}/api/`,
    responseUrl: (name: string) => `http://127.0.0.1:${port}/respond/${name}`,
    messages,
    views,
    homes,
    calls,
    replies,
    meets: (method: string, ...fate: readonly Fault[]) => {
      faults.set(method, [...(faults.get(method) ?? []), ...fate]);
    },
    goDown: () => {
      isDown = true;
    },
    comeBack: () => {
      isDown = false;
    },
    /** From now on, each answer takes so long. */
    slowDown: (ms: number) => {
      slowMs = ms;
    },
    trigger: (id: string) => {
      triggers.set(id, performance.now());
      return id;
    },
    /** Removes what stands there, as a person may. */
    remove: (ts: string) => {
      messages.splice(
        messages.findIndex((one) => one.ts === ts),
        1,
      );
    },
    /** Comes back once this is so. */
    until: async <Found>(look: () => Found | undefined): Promise<Found> => {
      for (;;) {
        const found = look();
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => {
          const hear = (): void => {
            listeners.delete(hear);
            resolve();
          };
          listeners.add(hear);
        });
      }
    },
  };
}

export type Workspace = Awaited<ReturnType<typeof openWorkspace>>;

/** Each person has a channel with us alone. */
function ownChannel(place: string): string {
  return place.startsWith("U") ? `D${place.slice(1)}` : place;
}

function judgeMessage(params: Params, blocks: readonly KnownBlock[]): Reply | undefined {
  const words = params["text"] ?? "";
  if (words === "") return refuse("no_text");
  if (words.length > 40_000) return refuse("msg_too_long");
  const wrong = judgeBlocks(blocks);
  return wrong.length > 0 ? refuse("invalid_blocks", wrong) : undefined;
}

function list(found: readonly Kept[], { oldest = "0" }: Params): Reply {
  const messages = found
    .filter(({ ts }) => Number(ts) >= Number(oldest))
    .map(({ ts, text: words, metadata }) => ({ ts, text: words, metadata }));
  return { ok: true, messages: messages.toReversed() };
}

function refuse(error: string, messages: readonly string[] = []): Reply {
  return { ok: false, error, response_metadata: { messages } };
}

function hangUp(request: IncomingMessage, isAtOnce: boolean): void {
  if (isAtOnce) request.socket.destroy();
}

function reply(response: ServerResponse, status: number, body: Reply | string): void {
  const isText = typeof body === "string";
  response.writeHead(status, { "content-type": isText ? "text/html" : "application/json" });
  response.end(isText ? body : JSON.stringify(body));
}
