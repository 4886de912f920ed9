import type { Run } from "../../engine/machine/state.ts";
import type { Program } from "../../playbook/program.ts";
import { scalarsOf } from "./values.ts";

const LONGEST = 80;

/** What a run is about: "queue-backlog · orders (prod)". */
export function subject({ playbook }: Program, { params }: Run): string {
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
