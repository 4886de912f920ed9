import type { Access } from "../../access/authorize.ts";
import { approversOf, type Directory } from "../../config/directory.ts";
import type { AddressBook } from "./address-book.ts";

export interface BookSettings {
  /** For runs whose owner has no channel; null when there is none. */
  readonly channel: string | null;
  /** How browsers reach Pitcrew; null when they do not. */
  readonly publicUrl: string | null;
}

/** Whom and where to tell, as the directory has it now. */
export function bookOf(access: Access, { channel, publicUrl }: BookSettings): AddressBook {
  const linkTo: AddressBook["linkTo"] = (run) =>
    publicUrl === null ? null : `${publicUrl}/runs/${run}`;
  if (access.is === "solo") {
    return {
      zone: "UTC",
      channelOf: () => channel,
      channelFor: () => channel,
      accountsOf: () => [],
      nameOf: (person) => person,
      linkTo,
    };
  }
  const { directory } = access;
  return {
    zone: directory.time_zone,
    channelOf: (owner) => ownChannel(owner, directory) ?? channel,
    channelFor: (destination) => channelFor(destination, directory) ?? null,
    accountsOf: (names) => accountsOf(names, directory),
    nameOf: (person) =>
      Object.hasOwn(directory.people, person) ? (directory.people[person]?.name ?? person) : person,
    linkTo,
  };
}

function ownChannel(owner: string, { teams, channels }: Directory): string | undefined {
  const name = Object.hasOwn(teams, owner) ? teams[owner]?.channel : undefined;
  return name === undefined || !Object.hasOwn(channels, name) ? undefined : channels[name];
}

/** A team, or `slack/<channel>`. */
function channelFor(destination: string, directory: Directory): string | undefined {
  const { channels } = directory;
  const name = destination.startsWith(SLACK) ? destination.slice(SLACK.length) : undefined;
  if (name === undefined) return ownChannel(destination, directory);
  return Object.hasOwn(channels, name) ? channels[name] : undefined;
}

const SLACK = "slack/";

function accountsOf(names: readonly string[], directory: Directory): readonly string[] {
  const people = new Set(names.flatMap((name) => approversOf(directory, name)));
  return [...people].flatMap((person) => directory.people[person]?.slack ?? []);
}
