import type { Actor } from "../../../src/access/actor.ts";
import type { Access } from "../../../src/access/authorize.ts";
import { Directory } from "../../../src/config/directory.ts";
import type { Role } from "../../../src/config/directory/team.ts";

export function actorNamed(person: string): Actor {
  return { id: person, person, surface: "api", scope: null };
}

export const MACHINE: Actor = { id: "key:deploy", person: null, surface: "api", scope: ["admin"] };

/** A team that owns playbooks, with these members, and a group of some of them. */
export function accessOf(
  members: Readonly<Record<string, readonly Role[]>>,
  { groups = {}, others = [] }: { groups?: Record<string, string[]>; others?: string[] } = {},
): Access {
  const names = [...Object.keys(members), ...others];
  const directory = Directory.parse({
    format: 1,
    people: Object.fromEntries(names.map((name) => [name, { name, email: `${name}@example.com` }])),
    teams: { "team-test": { members } },
    groups,
  });
  return { is: "directory", directory };
}
