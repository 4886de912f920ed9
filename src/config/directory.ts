import { contradictions } from "./directory/contradictions.ts";
import { Directory } from "./directory/format.ts";
import { type Loaded, loadFile } from "./load-file.ts";

export { Directory } from "./directory/format.ts";

export function loadDirectory(path: string): Promise<Loaded<Directory>> {
  return loadFile(path, Directory, contradictions);
}

/** Whether a playbook may belong to this team or person. */
export function knowsOwner({ teams, people }: Directory, name: string): boolean {
  return Object.hasOwn(teams, name) || Object.hasOwn(people, name);
}

/** Whether this name stands for people who can be asked: a person, a team or an approver group. */
export function knowsApprover(directory: Directory, name: string): boolean {
  return (
    knowsOwner(directory, name) ||
    Object.hasOwn(directory.groups, name) ||
    isOnCall(directory, name)
  );
}

/**
 * How many different people the names stand for; of a team, those who may approve. Of those on call
 * there is one at least, and nobody knows here who.
 */
export function groupSize(directory: Directory, names: readonly string[]): number {
  const people = names.flatMap((name) =>
    isOnCall(directory, name) ? [name] : approversOf(directory, name),
  );
  return new Set(people).size;
}

/** `oncall:<schedule>` stands for whoever is on call when it matters. */
function isOnCall({ schedules }: Directory, name: string): boolean {
  return name.startsWith(ON_CALL) && Object.hasOwn(schedules, name.slice(ON_CALL.length));
}

const ON_CALL = "oncall:";

/** Whether somebody can be told there: a team, `slack/<channel>` or `pagerduty/<service>`. */
export function knowsDestination(directory: Directory, destination: string): boolean {
  return destinationsOf(directory).includes(destination);
}

/** Every place that can be told something, as playbooks write it. */
export function destinationsOf({ teams, channels, services }: Directory): readonly string[] {
  return [
    ...Object.keys(teams),
    ...Object.keys(channels).map((channel) => `slack/${channel}`),
    ...Object.keys(services).map((service) => `pagerduty/${service}`),
  ];
}

/** The people behind a name that a playbook asks; of a team, those who may approve. */
export function approversOf({ people, teams, groups }: Directory, name: string): readonly string[] {
  if (Object.hasOwn(people, name)) return [name];
  if (Object.hasOwn(groups, name)) return groups[name] ?? [];
  const team = Object.hasOwn(teams, name) ? teams[name] : undefined;
  return Object.entries(team?.members ?? {}).flatMap(([person, roles]) =>
    roles.includes("approver") ? [person] : [],
  );
}
