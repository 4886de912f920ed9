import type { Directory } from "../../config/directory.ts";
import type { OnCall } from "../../ports/pager.ts";

/** Who is on call in each schedule, as people of the directory, and when that was last known. */
export type Duty = ReadonlyMap<string, { readonly people: readonly string[]; readonly at: number }>;

/** So long after PagerDuty last said so, nobody counts as being on call any more. */
const BELIEVED_MS = 15 * 60_000;

/** The directory as it is with those on call: whoever is asked as `oncall:<schedule>` is a group. */
export function withDuty(directory: Directory, duty: Duty, now: number): Directory {
  const groups = Object.keys(directory.schedules).map((schedule) => {
    const known = duty.get(schedule);
    const isFresh = known !== undefined && now - known.at <= BELIEVED_MS;
    const people = isFresh ? known.people : [];
    return [`oncall:${schedule}`, people.filter((name) => Object.hasOwn(directory.people, name))];
  });
  return { ...directory, groups: { ...directory.groups, ...Object.fromEntries(groups) } };
}

/** Those of the directory who are meant: by their account, else by their email address. */
export function peopleOnCall({ people }: Directory, onCall: readonly OnCall[]): readonly string[] {
  const entries = Object.entries(people);
  return onCall.flatMap(({ id, email }) => {
    const known =
      entries.find(([, { pagerduty }]) => pagerduty === id) ??
      entries.find(([, person]) => person.email.toLowerCase() === email?.toLowerCase());
    return known === undefined ? [] : [known[0]];
  });
}
