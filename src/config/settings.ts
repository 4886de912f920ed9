import { z } from "zod";
import { type Loaded, loadFile } from "./load-file.ts";
import { Audit } from "./settings/audit.ts";
import { Autonomy } from "./settings/autonomy.ts";
import { Budgets } from "./settings/budgets.ts";
import { Drills } from "./settings/drills.ts";
import { Heartbeat } from "./settings/heartbeat.ts";
import { PagerDutySettings } from "./settings/pagerduty.ts";
import { PlaybookSettings } from "./settings/playbooks.ts";
import { Policy } from "./settings/policy.ts";
import { Retention } from "./settings/retention.ts";
import { Schedules } from "./settings/schedules.ts";
import { ServerSettings } from "./settings/server.ts";
import { SlackSettings } from "./settings/slack.ts";
import { SignInSettings } from "./settings/sign-in.ts";
import { Sources } from "./settings/sources.ts";
import { Windows } from "./settings/windows.ts";

/** `pitcrew.yaml`: how this Pitcrew behaves. Each section has a file of its own in `settings/`. */
export const Settings = z.strictObject({
  format: z.literal(1),
  audit: Audit,
  autonomy: Autonomy,
  budgets: Budgets,
  drills: Drills,
  heartbeat: Heartbeat,
  pagerduty: PagerDutySettings,
  playbooks: PlaybookSettings,
  policy: Policy,
  retention: Retention,
  schedules: Schedules,
  server: ServerSettings,
  sign_in: SignInSettings,
  slack: SlackSettings,
  sources: Sources,
  windows: Windows,
});

export type Settings = z.infer<typeof Settings>;

/** How Pitcrew behaves where nobody says otherwise. */
export function defaultSettings(): Settings {
  return Settings.parse({ format: 1 });
}

export function loadSettings(path: string): Promise<Loaded<Settings>> {
  return loadFile(path, Settings, () => []);
}
