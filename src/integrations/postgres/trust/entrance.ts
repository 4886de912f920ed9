import { Client } from "pg";
import type { Address } from "../connection.ts";
import type { Objection } from "./objection.ts";

/** A way into a database, by the name of what names it. */
export interface Entrance {
  readonly place: string;
  readonly address: Address;
}

export type EntranceRead =
  | { readonly ok: true; readonly entrance: Entrance }
  | { readonly ok: false; readonly objection: Objection };

/** The entrance that a variable of the environment names. Its password is told to nobody. */
export function entranceAt(variable: string, url: string): EntranceRead {
  const at = PROTOCOL.test(url) ? partsOf(url) : undefined;
  if (at === undefined) return { ok: false, objection: notAnAddress(variable) };
  const place = `${variable} (${at.database ?? at.user} at ${at.host})`;
  return { ok: true, entrance: { place, address: { connectionString: url } } };
}

const PROTOCOL = /^postgres(?:ql)?:\/\//;

/** As the client itself reads it. */
function partsOf(connectionString: string): Pick<Client, "database" | "host" | "user"> | undefined {
  try {
    return new Client({ connectionString });
  } catch {
    return undefined;
  }
}

function notAnAddress(variable: string): Objection {
  return {
    level: "error",
    code: "E530",
    message: `${variable} is not the address of a PostgreSQL`,
    remedy: "Write it as postgresql://user:password@host:5432/database.",
  };
}
