import process from "node:process";
import { defaultSettings, loadSettings, type Settings } from "../../config/settings.ts";
import type { Finding } from "../../model/problem.ts";
import { SETTINGS } from "../defaults.ts";
import { missing } from "../missing.ts";

export type SettingsOpened =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** What the file that PITCREW_CONFIG names says, else `pitcrew.yaml`, which need not be there. */
export async function openSettings(): Promise<SettingsOpened> {
  const named = process.env["PITCREW_CONFIG"] || undefined;
  const loaded = await loadSettings(named ?? SETTINGS);
  switch (loaded.is) {
    case "loaded":
      return { ok: true, settings: loaded.value };
    case "refused":
      return { ok: false, findings: loaded.findings };
    case "absent":
      if (named !== undefined) return { ok: false, findings: [missing(named)] };
      return { ok: true, settings: defaultSettings() };
  }
}
