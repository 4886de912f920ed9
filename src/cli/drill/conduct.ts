import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import type { Scenario } from "../../drills/scenario/scenario.ts";
import { type LivedThrough, liveThrough, type Watched } from "./live-through.ts";
import { openSite } from "./open-site.ts";
import { serveBeside } from "./serve-beside.ts";

interface Conducting extends Watched {
  /** Where the playbooks are. */
  readonly playbooks: string;
}

/** Breaks a range of its own, and lets a Pitcrew of its own answer. */
export async function conduct(
  scenario: Scenario,
  { playbooks, ...watched }: Conducting,
): Promise<LivedThrough> {
  watched.tell("a range and a Pitcrew of its own start");
  const { range, connections, stop } = await openSite(scenario.pace);
  try {
    const token = randomUUID();
    const served = await serveBeside({ playbooks: resolve(playbooks), connections, token });
    if ("said" in served) throw new Error(`pitcrew serve did not start: ${served.said}`);
    try {
      return await liveThrough(scenario, { ...watched, ...served, token, system: range.system });
    } finally {
      await served.stop();
    }
  } finally {
    await stop();
  }
}
