import { randomBytes } from "node:crypto";
import { access } from "node:fs/promises";
import { resolve } from "node:path";
import process from "node:process";
import type { Settings } from "../../config/settings.ts";
import { CONNECTIONS } from "../defaults.ts";
import { forgetAttached, keepAttached } from "../drill/attached-range.ts";
import { loadDrills } from "../drill/load-drills.ts";
import { openSite } from "../drill/open-site.ts";
import type { WorldOptions } from "../world.ts";
import type { Remarks } from "./open-database.ts";
import { tellOfFaults } from "./tell-of-faults.ts";

/** A range that belongs to a server: its playbooks reach it, and its faults raise alerts there. */
export interface AttachedRange {
  /** The connections.yaml through which playbooks reach it, and nothing else. */
  readonly connections: string;
  /** With the source from which its alerts come. */
  readonly settings: Settings;
  /** From now on its alerts are sent to this address. */
  readonly begin: (url: string) => void;
  readonly stop: () => Promise<void>;
}

interface Attaching extends WorldOptions {
  readonly dataDir: string;
  readonly settings: Settings;
  readonly remarks: Remarks;
}

const SOURCE = "range";
const PACE = 20;
const TOKEN_BYTES = 32;

/** Starts a range for those who have nothing of their own yet; nothing for those who have. */
export async function attachRange(options: Attaching): Promise<AttachedRange | undefined> {
  const { dataDir, settings, remarks } = options;
  const own = await ownSystems(options);
  if (own !== undefined) {
    remarks.note(`No range is attached, because of ${own}.`);
    return undefined;
  }
  const { drills } = await loadDrills(options.playbooks);
  const faults = tellOfFaults(drills, remarks);
  const site = await openSite({ pace: PACE, onBroken: faults.onBroken });
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const fileOf = await keepAttached(dataDir, {
    address: site.range.controlUrl,
    token,
    "connections.yaml": JSON.stringify({ format: 1, connections: site.connections }),
  });
  const source = { tokens: [`file:${resolve(fileOf("token"))}` as const] };
  return {
    connections: fileOf("connections.yaml"),
    settings: { ...settings, sources: { ...settings.sources, [SOURCE]: source } },
    begin: (url) => {
      faults.begin({ system: site.range.system, url, source: SOURCE, token });
      for (const line of invitation()) remarks.note(line);
    },
    stop: async () => {
      await faults.stop();
      await site.stop();
      await forgetAttached(dataDir);
    },
  };
}

/** Whoever has systems of their own must not find playbooks at work on others. */
async function ownSystems({ connections }: WorldOptions): Promise<string | undefined> {
  if (process.env["DATABASE_URL"]) return "DATABASE_URL";
  if (connections !== undefined) return "--connections";
  const isThere = await access(CONNECTIONS).then(
    () => true,
    () => false,
  );
  return isThere ? CONNECTIONS : undefined;
}

/** What somebody who has just come can do first. It works without any program beside Node. */
function invitation(): readonly string[] {
  return [
    "A range is attached: a small workflow engine to break and mend; nothing of yours is touched. In another terminal:",
    "  npx pitcrew drill break engine-down   breaks it; its alert starts a run, which finds out why",
    "  npx pitcrew approvals                 what the run wants to do, and the command that agrees",
    "  npx pitcrew runs                      how it ended; it is mended when its check has held",
  ];
}
