import type { RequestListener } from "node:http";
import { App, HTTPReceiver, SocketModeReceiver } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Actor } from "../../../access/actor.ts";
import type { Notice } from "../../../model/notice.ts";
import { renderNotice } from "../message/render.ts";
import type { SlackAddress } from "../web/client.ts";
import { hurriedClient } from "../web/client.ts";
import { quietLogger } from "../web/quiet-logger.ts";
import { onClick } from "./click.ts";
import { onCommand } from "./command.ts";
import { homeOf } from "./home.ts";
import { type Account, identifyMember } from "./identify.ts";
import type { SlackNeeds } from "./needs.ts";
import {
  CarriedAlong,
  ClickPayload,
  ClickValue,
  CommandPayload,
  parseJson,
  SubmittedView,
} from "./payloads.ts";
import { refuseReplays } from "./refuse-replays.ts";
import { refusalReply } from "./replies.ts";
import { type Reply, say } from "./reply.ts";
import { SLACK_PATH } from "./slack-path.ts";
import { onSubmit } from "./submit.ts";

/** How Slack reaches us: over a connection that we open, or at an address of ours. */
export type SlackWay =
  | { readonly is: "socket"; readonly appToken: string }
  | { readonly is: "http"; readonly signingSecret: string };

export interface SlackApp {
  /** What answers at SLACK_PATH; null where we open the connection. */
  readonly listener: RequestListener | null;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Hears what people want in Slack. Each request is acknowledged before anything is done about it,
 * and whoever it comes from learns what came of it, alone.
 */
export function openApp(address: SlackAddress, way: SlackWay, needs: SlackNeeds): SlackApp {
  const guard = refuseReplays(needs.clock);
  const http =
    way.is === "http"
      ? new HTTPReceiver({
          signingSecret: way.signingSecret,
          endpoints: SLACK_PATH,
          logger: quietLogger,
          customPropertiesExtractor: (request) => {
            guard.heard(request);
            return {};
          },
        })
      : undefined;
  const app = new App({
    authorize: async () => ({ botToken: address.token }),
    receiver: http ?? socketReceiver(address, way),
    logger: quietLogger,
  });
  app.error(async (error) => needs.onTrouble("A request from Slack broke off", error));
  hear(app, hurriedClient(address), needs);
  return {
    listener: http === undefined ? null : guard.before(http.requestListener),
    start: async () => {
      if (http === undefined) await app.start();
    },
    stop: async () => {
      if (http === undefined) await app.stop();
    },
  };
}

function socketReceiver({ apiUrl }: SlackAddress, way: SlackWay) {
  if (way.is !== "socket") throw new RangeError("Only a connection of ours has a token");
  return new SocketModeReceiver({
    appToken: way.appToken,
    logger: quietLogger,
    ...(apiUrl !== undefined && { installerOptions: { clientOptions: { slackApiUrl: apiUrl } } }),
  });
}

function hear(app: App, client: WebClient, needs: SlackNeeds): void {
  const identify = identifyMember(client, needs.access, needs.clock);

  async function as(account: Account, work: (actor: Actor) => Promise<Reply>): Promise<Reply> {
    const actor = await identify(account);
    return actor.ok ? work(actor.value) : say(refusalReply(actor.refusal));
  }

  /** Shows a dialog while the trigger lives, else says it to the one who asked. */
  async function give(reply: Reply, trigger: string | null, respond: string | null): Promise<void> {
    if (reply.is === "say") return tell(reply.notice, respond);
    if (trigger === null) return;
    await client.views.open({ trigger_id: trigger, view: reply.view });
  }

  app.command(/.*/, async ({ ack, body }) => {
    await ack();
    const command = CommandPayload.parse(body);
    const { user_id: user, team_id: team, trigger_id, response_url, text } = command;
    const carried = { respond: response_url };
    const reply = await as({ user, team }, (actor) =>
      onCommand(text, actor, trigger_id, carried, needs),
    );
    await give(reply, trigger_id, response_url);
  });

  app.action(/.*/, async ({ ack, body }) => {
    await ack();
    const { user, team, trigger_id, response_url = null, actions } = ClickPayload.parse(body);
    const click = parseJson(ClickValue, actions[0].value ?? "");
    // A button that only opens a page is told to us as well.
    if (click === undefined) return;
    const carried = { respond: response_url };
    const reply = await as({ user: user.id, team: team?.id ?? null }, (actor) =>
      onClick({ click, actor, press: trigger_id, carried }, needs),
    );
    await give(reply, trigger_id, response_url);
  });

  app.view(/.*/, async ({ ack, body }) => {
    await ack();
    const submitted = SubmittedView.parse(body);
    const { user, team, view } = submitted;
    const reply = await as({ user: user.id, team: team?.id ?? null }, async (actor) => {
      const done = await onSubmit(submitted, actor, needs);
      return done ?? say(refusalReply(STRANGE_DIALOG));
    });
    await give(reply, null, respondOf(view.private_metadata));
  });

  app.event("app_home_opened", async ({ body, event }) => {
    if (event.tab !== "home") return;
    const { team_id: team } = body;
    const actor = await identify({ user: event.user, team });
    const view = actor.ok
      ? await homeOf(actor.value, needs)
      : ({
          type: "home",
          blocks: renderNotice(refusalReply(actor.refusal)).blocks,
        } as const);
    await client.views.publish({ user_id: event.user, view });
  });
}

const STRANGE_DIALOG = {
  code: "E434",
  message: "What this dialog was about can no longer be told",
  remedy: "Open it again from the message or the command.",
} as const;

/** To the one who asked, and to nobody else. */
async function tell(notice: Notice, respond: string | null): Promise<void> {
  if (respond === null) return;
  const body = { response_type: "ephemeral", replace_original: false, ...renderNotice(notice) };
  const answer = await fetch(respond, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    redirect: "error",
    signal: AbortSignal.timeout(TELL_MS),
  });
  if (!answer.ok) throw new Error(`Slack answered ${answer.status} to a private reply`);
}

const TELL_MS = 10_000;

function respondOf(metadata: string): string | null {
  return parseJson(CarriedAlong, metadata)?.respond ?? null;
}
