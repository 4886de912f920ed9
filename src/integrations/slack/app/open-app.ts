import type { RequestListener } from "node:http";
import { App, HTTPReceiver, SocketModeReceiver } from "@slack/bolt";
import type { HomeView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Actor } from "../../../access/actor.ts";
import type { SlackAddress } from "../web/client.ts";
import { hurriedClient } from "../web/client.ts";
import { quietLogger } from "../web/quiet-logger.ts";
import { onClick } from "./click.ts";
import { onCommand } from "./command.ts";
import { homeOf } from "./home.ts";
import { type Asked, giveThrough, strangersHome } from "./give.ts";
import { identifyMember } from "./identify.ts";
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
import { refusalReply } from "./replies/refusal-reply.ts";
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
  const give = giveThrough(client);

  /** What somebody asked for, done as the person they are. */
  async function answer(asked: Asked, work: (actor: Actor) => Promise<Reply>): Promise<void> {
    const { account } = asked;
    const actor = await identify(account);
    const reply = actor.ok ? await work(actor.value) : say(refusalReply(actor.refusal));
    const home = async (): Promise<HomeView> =>
      actor.ok ? homeOf(actor.value, account.user, needs) : strangersHome(actor.refusal);
    await give(reply, asked, home);
  }

  app.command(/.*/, async ({ ack, body }) => {
    await ack();
    const command = CommandPayload.parse(body);
    const { user_id: user, team_id: team, trigger_id: trigger, response_url, text } = command;
    const asked = { account: { user, team }, trigger, respond: response_url };
    const later = (reply: Reply): void => {
      answer({ ...asked, trigger: null }, async () => reply).catch((error: unknown) =>
        needs.onTrouble("What came of a command could not be told", error),
      );
    };
    await answer(asked, (actor) => {
      const carried = { respond: response_url };
      const { account } = asked;
      return onCommand({ text, actor, account, press: trigger, carried, later }, needs);
    });
  });

  app.action(/.*/, async ({ ack, body }) => {
    await ack();
    const { user, team, trigger_id, response_url = null, actions } = ClickPayload.parse(body);
    const click = parseJson(ClickValue, actions[0].value ?? "");
    // A button that only opens a page is told to us as well.
    if (click === undefined) return;
    const account = { user: user.id, team: team?.id ?? null };
    const carried = { respond: response_url };
    await answer({ account, trigger: trigger_id, respond: response_url }, (actor) =>
      onClick({ click, actor, account, press: trigger_id, carried }, needs),
    );
  });

  app.view(/.*/, async ({ ack, body }) => {
    await ack();
    const submitted = SubmittedView.parse(body);
    const { user, team, view } = submitted;
    const account = { user: user.id, team: team?.id ?? null };
    const respond = respondOf(view.private_metadata);
    await answer({ account, trigger: null, respond }, async (actor) => {
      const done = await onSubmit(submitted, actor, needs);
      return done ?? say(refusalReply(STRANGE_DIALOG));
    });
  });

  app.event("app_home_opened", async ({ body, event }) => {
    if (event.tab !== "home") return;
    const account = { user: event.user, team: body.team_id };
    await answer({ account, trigger: null, respond: null }, async () => ({ is: "home" }));
  });
}

const STRANGE_DIALOG = {
  code: "E434",
  message: "What this dialog was about can no longer be told",
  remedy: "Open it again from the message or the command.",
} as const;

function respondOf(metadata: string): string | null {
  return parseJson(CarriedAlong, metadata)?.respond ?? null;
}
