import { z } from "zod";
import { PLAYBOOK_NAME } from "../../../playbook/format/playbook.ts";

/** Run ids are UUIDs; whatever else stands in their place is not looked up anywhere. */
export const RunId = z.uuid().toLowerCase();

/** Names of keys stand in the record and on command lines. */
export const KeyName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, "must be lower case letters, digits, dash, underscore");

/** Its id or its fingerprint, or the id of a run that was started for it. */
const AlertName = z.string().regex(/^[A-Za-z0-9_.:-]{1,128}$/, "must be an id or a fingerprint");

/** What may stand in a path. */
export const PATH_PARAMS = {
  run: {
    form: RunId,
    means: "the id of a run",
    remedy: "pitcrew runs lists runs with their ids.",
  },
  playbook: {
    form: z.string().regex(PLAYBOOK_NAME, "must be the name of a playbook"),
    means: "the name of a playbook",
    remedy: "pitcrew playbook list shows the playbooks that can be run.",
  },
  alert: {
    form: AlertName,
    means: "an alert",
    remedy: "pitcrew alerts lists alerts with their fingerprints.",
  },
  key: {
    form: KeyName,
    means: "the name of a key",
    remedy: "pitcrew keys list shows keys with their names.",
  },
} as const satisfies Readonly<Record<string, PathParam>>;

interface PathParam {
  readonly form: z.ZodType<string>;
  readonly means: string;
  readonly remedy: string;
}

export type ParamName = keyof typeof PATH_PARAMS;

/** The params in a path such as `/v1/runs/:run/stop`. */
export type ParamsOf<Path extends string> = Readonly<Record<NamesIn<Path>, string>>;

type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? (Name & ParamName) | NamesIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name & ParamName
    : never;

export function namesIn(path: string): readonly ParamName[] {
  const names = [...path.matchAll(/:([a-z]+)/g)].map(([, name]) => name);
  return names as ParamName[]; // a route with another one does not compile
}
