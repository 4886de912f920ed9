import type { HomeView } from "@slack/types";
import type { Actor } from "../../../access/actor.ts";
import type { PlaybookView } from "../../../intake/api/views/playbook-view.ts";
import type { Button, NoticePart } from "../../../model/notice.ts";
import type { ChatWish } from "../../../ports/chat-wishes.ts";
import { renderNotice } from "../message/render.ts";
import { quietText } from "./dialogs/quiet-modal.ts";
import type { SlackNeeds } from "./needs.ts";
import { overviewParts } from "./replies/overview-reply.ts";
import { readOverview } from "./overview.ts";

const MOST_PLAYBOOKS = 8;

/** What somebody sees who opens the app: what waits, what is live, what ended, what is theirs. */
export async function homeOf(actor: Actor, user: string, needs: SlackNeeds): Promise<HomeView> {
  const { desk, wishes, book } = needs;
  const [overview, playbooks, { switches }, wish] = await Promise.all([
    readOverview(actor, needs),
    desk.playbooks(actor),
    desk.brakes.switches(),
    wishes.of(user),
  ]);
  const paused = new Set(switches.flatMap(({ kind, scope }) => (kind === "pause" ? scope : [])));
  const own = playbooks.filter(({ owner }) => isOwn(owner, actor, needs));
  const parts: readonly NoticePart[] = [
    ...overviewParts(overview, book()),
    ...playbookParts(own, paused),
    ...wishParts(wish, book().zone),
  ];
  return { type: "home", blocks: renderNotice({ sentence: "Pitcrew", parts }).blocks };
}

function isOwn(owner: string, { person }: Actor, { access }: SlackNeeds): boolean {
  const known = access();
  if (person === null || known.is === "solo" || owner === person) return true;
  const { teams } = known.directory;
  return Object.hasOwn(teams, owner) && Object.hasOwn(teams[owner]?.members ?? {}, person);
}

function playbookParts(
  own: readonly PlaybookView[],
  paused: ReadonlySet<string>,
): readonly NoticePart[] {
  const shown = own.slice(0, MOST_PLAYBOOKS);
  const rest = own.length - shown.length;
  const more = rest === 0 ? "" : `and ${rest} more; pitcrew playbook list shows them all`;
  const about = own.length === 0 ? "none of your teams owns one" : "";
  return [
    { is: "headline", state: "MY PLAYBOOKS", about, aside: null },
    ...shown.flatMap((playbook): readonly NoticePart[] => {
      const { name, version, summary } = playbook;
      const isPaused = paused.has(`playbook:${name}`) || paused.has("all");
      const state = isPaused ? "Paused: starts only when somebody wants it. " : "";
      return [
        { is: "text", text: `${name} ${version}: ${state}${summary}` },
        { is: "buttons", buttons: [playbookButton("run", name), pauseButton(isPaused, name)] },
      ];
    }),
    { is: "small", text: more },
  ];
}

const LABELS = { run: "Start…", pause: "Pause for 1 h", resume: "Resume" } as const;

function pauseButton(isPaused: boolean, playbook: string): Button {
  return playbookButton(isPaused ? "resume" : "pause", playbook);
}

function playbookButton(act: keyof typeof LABELS, playbook: string): Button {
  const label = LABELS[act];
  const does = { is: "click", act, playbook } as const;
  return { label, spoken: `${label} ${playbook}`, tone: "plain", does };
}

function wishParts({ isDirect, quiet }: ChatWish, zone: string): readonly NoticePart[] {
  const hours =
    quiet === null
      ? "at any time"
      : `but not from ${quietText(quiet)} (${zone}), unless it is critical`;
  const direct = isDirect
    ? `What you can decide is told to you alone as well, ${hours}.`
    : "What you can decide is told in channels only.";
  const button = (label: string, does: Button["does"]): Button => {
    return { label, spoken: label, tone: "plain", does };
  };
  return [
    { is: "headline", state: "SETTINGS", about: "", aside: null },
    { is: "text", text: direct },
    {
      is: "buttons",
      buttons: [
        button(isDirect ? "No direct messages" : "Direct messages", {
          is: "click",
          act: "direct",
          on: !isDirect,
        }),
        button("Quiet hours…", { is: "click", act: "quiet_hours" }),
        button("Send me a test message", { is: "click", act: "greet" }),
      ],
    },
  ];
}
