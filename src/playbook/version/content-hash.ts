import { createHash } from "node:crypto";
import type { JsonValue } from "../../model/json.ts";
import { canonicalJson } from "./canonical.ts";

/** What a playbook's meaning depends on besides its own text. */
export interface Dependencies {
  /** The `major` of each kind it names. */
  readonly kinds: Readonly<Record<string, number>>;
  /** The content hash behind each `use` of a sub-playbook. */
  readonly playbooks: Readonly<Record<string, string>>;
}

/** With name and version the identity of a playbook: the same hash means the same run. */
export function contentHash(playbook: JsonValue, { kinds, playbooks }: Dependencies): string {
  const form = canonicalJson({ playbook, kinds, playbooks });
  return `sha256:${createHash("sha256").update(form).digest("hex")}`;
}
