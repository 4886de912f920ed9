import { didYouMean } from "../../model/did-you-mean.ts";
import type { Path, Problem } from "../../model/problem.ts";
import type { Directory } from "./format.ts";

/** What is wrong with a directory of the right form: names that lead nowhere, accounts of two people. */
export function* contradictions(directory: Directory): Generator<Problem> {
  yield* sharedAccounts(directory);
  yield* ambiguousNames(directory);
  yield* strangers(directory);
  yield* unknownPlaces(directory);
}

/** An approval is counted by account, so one account must be one person. */
function* sharedAccounts({ people }: Directory): Generator<Problem> {
  for (const account of ["email", "slack", "pagerduty"] as const) {
    const owners = new Map<string, string>();
    for (const [name, person] of Object.entries(people)) {
      const id = person[account]?.toLowerCase();
      if (id === undefined) continue;
      const owner = owners.get(id);
      if (owner !== undefined)
        yield wrong(
          ["people", name, account],
          `"${person[account]}" already belongs to ${owner}`,
          "give each person an account of their own",
        );
      owners.set(id, owner ?? name);
    }
  }
}

/** A playbook only writes the name, so it must say whether a person, a team or a group is meant. */
function* ambiguousNames({ people, teams, groups }: Directory): Generator<Problem> {
  for (const [section, entries] of Object.entries({ teams, groups })) {
    for (const name of Object.keys(entries)) {
      const other = Object.hasOwn(people, name)
        ? "person"
        : section === "groups" && Object.hasOwn(teams, name)
          ? "team"
          : undefined;
      if (other !== undefined)
        yield wrong(
          [section, name],
          `"${name}" is also the name of a ${other}`,
          "rename one of the two",
          "key",
        );
    }
  }
}

function* strangers({ people, teams, groups }: Directory): Generator<Problem> {
  for (const [team, { members }] of Object.entries(teams)) {
    for (const name of Object.keys(members)) {
      if (!Object.hasOwn(people, name))
        yield unknown(name, ["teams", team, "members", name], people, "people", "key");
    }
  }
  for (const [group, members] of Object.entries(groups)) {
    for (const [index, name] of members.entries()) {
      if (!Object.hasOwn(people, name))
        yield unknown(name, ["groups", group, index], people, "people");
      if (members.indexOf(name) < index)
        yield wrong(
          ["groups", group, index],
          `"${name}" is in the group already`,
          "remove one of the two",
        );
    }
  }
}

function* unknownPlaces({ teams, channels, services }: Directory): Generator<Problem> {
  for (const [team, { channel, service }] of Object.entries(teams)) {
    if (channel !== undefined && !Object.hasOwn(channels, channel))
      yield unknown(channel, ["teams", team, "channel"], channels, "channels");
    if (service !== undefined && !Object.hasOwn(services, service))
      yield unknown(service, ["teams", team, "service"], services, "services");
  }
}

function unknown(name: string, at: Path, known: object, section: string, on?: "key"): Problem {
  const meant = didYouMean(name, Object.keys(known));
  const fix = meant === undefined ? `add "${name}" to ${section}` : `did you mean "${meant}"?`;
  return wrong(at, `There is no "${name}" in ${section}`, fix, on);
}

function wrong(at: Path, message: string, fix: string, on: "key" | "value" = "value"): Problem {
  return { code: "E501", at, on, message, fix, level: "error" };
}
