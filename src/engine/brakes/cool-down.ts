import type { Braked } from "../../model/braked.ts";
import { formatDuration } from "../../model/duration.ts";
import type { LastUse } from "../../ports/starts.ts";
import { timeOfDay } from "./time-of-day.ts";

export interface Cooling {
  readonly run: string;
  readonly playbook: string;
  readonly targets: readonly string[];
  readonly cooldownMs: number | null;
}

/** Whether another run of the playbook was there too lately. A run is never in its own way. */
export function coolDown(wish: Cooling, uses: readonly LastUse[], now: number): Braked | undefined {
  const { run, playbook, targets, cooldownMs } = wish;
  if (cooldownMs === null) return undefined;
  const [latest] = uses
    .filter((use) => use.playbook === playbook && targets.includes(use.target) && use.run !== run)
    .toSorted((a, b) => b.at - a.at);
  if (latest === undefined || latest.at + cooldownMs <= now) return undefined;
  const pause = formatDuration(cooldownMs);
  const until = latest.at + cooldownMs;
  return {
    brake: "cooldown",
    code: "E341",
    rule: `safety.cooldown: ${pause}`,
    values: { target: latest.target, run: latest.run, at: latest.at },
    message: `${playbook} leaves ${latest.target} alone for ${pause} after run ${latest.run}, until ${timeOfDay(until, now)}`,
    remedy: `Look whether that run helped: pitcrew show ${latest.run}.`,
    until,
  };
}
