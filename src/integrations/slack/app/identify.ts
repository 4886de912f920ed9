import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Access } from "../../../access/authorize.ts";
import type { Actor } from "../../../access/actor.ts";
import type { Directory } from "../../../config/directory.ts";
import { type Answer, answer, refuse } from "../../../intake/api/refusal.ts";
import type { Clock } from "../../../ports/clock.ts";

/** Who Slack says somebody is. */
export interface Account {
  readonly user: string;
  readonly team: string | null;
}

export type Identify = (account: Account) => Promise<Answer<Actor>>;

const Known = z.looseObject({
  user: z.looseObject({
    team_id: z.string().optional(),
    deleted: z.boolean().default(false),
    is_bot: z.boolean().default(false),
    is_restricted: z.boolean().default(false),
    is_ultra_restricted: z.boolean().default(false),
    is_stranger: z.boolean().default(false),
    is_email_confirmed: z.boolean().default(true),
    profile: z.looseObject({ email: z.string().optional() }).default({}),
  }),
});

type Member = z.infer<typeof Known>["user"];

/** Whoever is made a guest or leaves has no more rights after so long. */
const KEPT_MS = 60_000;
const MOST_KEPT = 5_000;

/**
 * Finds the person behind an account: a full member of the one workspace that Pitcrew is installed
 * in, named in the directory by the account's id or by its confirmed address.
 */
export function identifyMember(
  client: WebClient,
  access: () => Access,
  clock: Pick<Clock, "monotonic">,
): Identify {
  let home: string | undefined;
  const kept = new Map<string, { readonly member: Member; readonly at: number }>();

  async function homeTeam(): Promise<string | undefined> {
    home ??= (await client.auth.test()).team_id;
    return home;
  }

  async function memberOf(user: string): Promise<Member> {
    const known = kept.get(user);
    if (known !== undefined && clock.monotonic() - known.at < KEPT_MS) return known.member;
    const { user: member } = Known.parse(await client.users.info({ user }));
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(user, { member, at: clock.monotonic() });
    return member;
  }

  return async ({ user, team }) => {
    const known = access();
    if (known.is === "solo") return nobodyKnown();
    try {
      const [own, member] = await Promise.all([homeTeam(), memberOf(user)]);
      const stranger = whyStranger(member, own, team);
      if (stranger !== undefined) return strange(stranger);
      const person = personOf(user, member, known.directory);
      if (person === undefined) return unknown(user);
      return answer({ id: person, person, surface: "slack", scope: null });
    } catch {
      return cannotAsk();
    }
  };
}

function whyStranger(
  member: Member,
  own: string | undefined,
  team: string | null,
): string | undefined {
  if (own === undefined || team !== own) return "comes from another workspace";
  if (member.is_stranger || (member.team_id ?? own) !== own) return "belongs to another workspace";
  if (member.deleted) return "is deactivated";
  if (member.is_bot) return "is a bot";
  if (member.is_restricted || member.is_ultra_restricted) return "is a guest";
  return undefined;
}

/** An id that is written down decides; an address only counts for people without one. */
function personOf(user: string, member: Member, { people }: Directory): string | undefined {
  const entries = Object.entries(people);
  const named = entries.find(([, { slack }]) => slack === user);
  if (named !== undefined) return named[0];
  const email = member.is_email_confirmed ? member.profile.email?.toLowerCase() : undefined;
  if (email === undefined) return undefined;
  const meant = entries.find(
    ([, person]) => person.slack === undefined && person.email.toLowerCase() === email,
  );
  return meant?.[0];
}

function nobodyKnown(): Answer<never> {
  return refuse(
    "E430",
    "This Pitcrew knows no people, so nobody can do anything with it from Slack",
    "Write directory.yaml and name yourself there with your Slack member id.",
  );
}

function unknown(user: string): Answer<never> {
  return refuse(
    "E430",
    `Your Slack account ${user} is nobody in directory.yaml`,
    `Ask for slack: ${user} to be added to your entry there.`,
  );
}

function strange(why: string): Answer<never> {
  return refuse(
    "E431",
    `Your Slack account ${why}`,
    "Use an account of a full member of the workspace that Pitcrew is installed in.",
  );
}

function cannotAsk(): Answer<never> {
  return refuse(
    "E432",
    "Slack does not say who you are, so nothing was done",
    "Try again; the command line does the same without Slack.",
  );
}
