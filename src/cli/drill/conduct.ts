import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import type { Blow } from "../../drills/scenario/killed-at.ts";
import type { Scenario } from "../../drills/scenario/scenario.ts";
import { killNobody, killOnce } from "./kill-once.ts";
import { type LivedThrough, liveThrough, type Watched } from "./live-through.ts";
import { openSite } from "./open-site.ts";
import { serveBeside } from "./serve-beside.ts";

interface Conducting extends Watched {
  /** Where the playbooks are. */
  readonly playbooks: string;
  /** When its server is killed; null to leave it alone. */
  readonly blow: Blow | null;
}

/** Breaks a range of its own, and lets a Pitcrew of its own answer. */
export async function conduct(
  scenario: Scenario,
  { playbooks, blow, ...watched }: Conducting,
): Promise<LivedThrough> {
  const { tell } = watched;
  tell("a range and a Pitcrew of its own start");
  const { range, connections, stop } = await openSite({ pace: scenario.pace });
  try {
    const token = randomUUID();
    const served = await serveBeside({ playbooks: resolve(playbooks), connections, token });
    if ("refused" in served) throw new Error(`pitcrew serve did not start: ${served.refused}`);
    try {
      const killer = blow === null ? killNobody : killOnce(blow, served, tell);
      const { system } = range;
      return await liveThrough(scenario, { ...watched, served, token, system, killer });
    } finally {
      await served.stop();
    }
  } finally {
    await stop();
  }
}
