import { z } from "zod";
import type { Kinds } from "../../steps/step-kind.ts";
import { Playbook } from "../format/playbook.ts";
import { compileProgram, type HonoursKey, type Program } from "../program.ts";
import { type Content, hashOf } from "./content.ts";

export type Rebuilt = Understood | NotUnderstood;

export interface Understood {
  readonly is: "understood";
  readonly program: Program;
  /** The content hash behind each `use` of a sub-playbook. */
  readonly uses: Readonly<Record<string, string>>;
}

export interface NotUnderstood {
  readonly is: "not_understood";
  /** Half a sentence, about the version. */
  readonly because: string;
}

/** Makes a published version runnable again, if this Pitcrew means the same by it as the one that published it. */
export function rebuild({ text, hash }: Content, kinds: Kinds, honoursKey: HonoursKey): Rebuilt {
  if (hashOf(text) !== hash) return notUnderstood("its content is not what its hash says");
  const parts = Parts.safeParse(JSON.parse(text));
  if (!parts.success) return notUnderstood("it is kept in a form that this Pitcrew does not know");
  const { kinds: majors, playbooks: uses } = parts.data;
  const foreign = Object.entries(majors).find(([kind, major]) => kinds.get(kind)?.major !== major);
  if (foreign !== undefined) return notUnderstood(foreignKind(foreign, kinds));
  const playbook = Playbook.safeParse(parts.data.playbook);
  if (!playbook.success) return notUnderstood("this Pitcrew reads another form of playbooks");
  const compiled = compileProgram(playbook.data, kinds, honoursKey);
  if (!compiled.ok) return notUnderstood("this Pitcrew reads its expressions in another way");
  return { is: "understood", program: compiled.program, uses };
}

/** What `contentOf` puts together. */
const Parts = z.strictObject({
  playbook: z.json(),
  kinds: z.record(z.string(), z.int()),
  playbooks: z.record(z.string(), z.string()),
});

function foreignKind([kind, major]: readonly [string, number], kinds: Kinds): string {
  const known = kinds.get(kind)?.major;
  return known === undefined
    ? `it uses the kind "${kind}", which this Pitcrew does not have`
    : `it uses the kind "${kind}" as it was in version ${major}, and this Pitcrew has version ${known}`;
}

export function notUnderstood(because: string): NotUnderstood {
  return { is: "not_understood", because };
}
