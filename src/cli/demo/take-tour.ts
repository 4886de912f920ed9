import type { Chapter } from "./chapter.ts";
import { KILLED } from "./chapters/killed.ts";
import { MENDED } from "./chapters/mended.ts";
import { REFUSED } from "./chapters/refused.ts";
import { drillWords, scored } from "./chapters/scored.ts";
import { WRITTEN } from "./chapters/written.ts";
import type { Guide } from "./guide.ts";
import { openStage, type Stage } from "./stage.ts";

interface Tour {
  /** Where the playbooks are, from the root. */
  readonly playbooks: string;
  readonly guide: Guide;
  /** What takes long is begun early, and shown when its chapter has come. */
  readonly isFast: boolean;
  readonly signal: AbortSignal;
}

/** Plays every chapter, and throws when one does not go as it tells. */
export async function takeTour({ playbooks, guide, isFast, signal }: Tour): Promise<void> {
  const { say, rest } = guide;
  say("Pitcrew turns runbooks into playbooks, and carries them out when an alert fires.");
  say(
    "This is a tour on a range: a small workflow engine of this machine. Nothing outside of it is touched.",
  );
  const stage = await openStage(playbooks, guide, signal);
  const words = drillWords(playbooks);
  const drill = isFast ? stage.begin(words) : undefined;
  const chapters = [MENDED, KILLED, REFUSED, WRITTEN, scored(() => drill ?? stage.begin(words))];
  try {
    sayWhere(stage, guide);
    for (const [index, chapter] of chapters.entries()) {
      await rest("go on");
      await play(chapter, `${index + 1} of ${chapters.length}`, stage, guide);
    }
    sayNext(guide);
  } finally {
    await drill?.ended;
    await stage.close();
  }
}

function sayWhere({ served }: Stage, { say }: Guide): void {
  const [link] = /http:\S+\/sign-in\/link\/[\w-]+/.exec(served.said()) ?? [];
  if (link !== undefined) say(`The same in the browser, as long as the tour lasts: ${link}`);
}

async function play(
  { title, play: begin }: Chapter,
  number: string,
  stage: Stage,
  guide: Guide,
): Promise<void> {
  guide.say(`\n${number}  ${title}\n`);
  await begin(stage, guide);
}

function sayNext({ say }: Guide): void {
  say("\nEverything happened as it was told, and nothing of it is left. What next:");
  say("  pitcrew serve --range            a server with a range to break and mend yourself");
  say("  pitcrew new NAME --from-alert F  a first playbook for an alert of yours");
  say(
    "  pitcrew doctor                   what is still missing for Alertmanager, Slack and PagerDuty",
  );
}
