import { USAGE } from "../app/parse-command.ts";
import { SLACK_PATH } from "../app/slack-path.ts";
import type { AppManifest } from "./app-manifest.ts";

export type ManifestWay =
  /** Pitcrew opens a connection to Slack; nothing has to reach Pitcrew. */
  | { readonly is: "socket" }
  /** Slack sends what people want to an address of Pitcrew's. */
  | { readonly is: "http"; readonly url: string };

/** The description from which Slack makes the app: what it may do, and no more. */
export function makeManifest(way: ManifestWay): AppManifest {
  const to = way.is === "http" ? new URL(SLACK_PATH, way.url).href : undefined;
  const request = to === undefined ? {} : { request_url: to };
  return {
    display_information: {
      name: "Pitcrew",
      description: "Runbooks that fix things, with your yes",
      long_description: LONG,
      background_color: "#1f2937",
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
      bot_user: { display_name: "pitcrew", always_online: true },
      slash_commands: [
        {
          command: "/pitcrew",
          ...(to !== undefined && { url: to }),
          description: "What is live, and what can be done",
          usage_hint: `[${Object.keys(USAGE).join("|")}]`,
          should_escape: false,
        },
      ],
    },
    oauth_config: { scopes: { bot: Object.keys(SCOPES) } },
    settings: {
      event_subscriptions: { ...request, bot_events: ["app_home_opened"] },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: way.is === "socket",
      token_rotation_enabled: false,
    },
  };
}

/** Each right of the app, and what it is for. */
export const SCOPES = {
  commands: "/pitcrew",
  "chat:write": "messages, and their changes",
  "chat:write.public": "messages in public channels that nobody has invited it to",
  "channels:history": "finding a message again whose answer was lost",
  "groups:history": "the same in private channels",
  "im:history": "the same in direct messages",
  "im:write": "direct messages to those who can decide",
  "users:read": "who pressed a button, and whether they are a guest",
  "users:read.email": "which person of directory.yaml that is",
} as const;

const LONG =
  "Pitcrew carries out rehearsed runbooks when an alert fires or somebody asks for it. It shows here what it looks at " +
  "and what it would change, asks the right people before it changes anything, and says what came of it.";
