import type { JsonObject } from "../../model/json.ts";
import { scalarsOf } from "./values.ts";

const LONGEST = 80;

interface Named {
  readonly playbook: { readonly name: string };
}

/** What a run is about: "queue-backlog · orders (prod)". */
export function subject({ playbook }: Named, { params }: { readonly params: JsonObject }): string {
  const { env, ...rest } = params;
  const values = scalarsOf(rest).map(([, value]) => value);
  const about = values.join(", ");
  const short = about.length > LONGEST ? `${about.slice(0, LONGEST)}…` : about;
  const place = typeof env === "string" ? ` (${env})` : "";
  return short === "" ? `${playbook.name}${place}` : `${playbook.name} · ${short}${place}`;
}

/** Enough of a run's id to tell it from the others at hand. */
export function shortRun(run: string): string {
  return run.slice(0, 8);
}
