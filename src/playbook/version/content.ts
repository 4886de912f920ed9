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

/** All that a playbook is. With name and version the hash is its identity: the same hash means the same run. */
export interface Content {
  /** From this text alone the playbook can be made again. */
  readonly text: string;
  readonly hash: string;
}

export function contentOf(playbook: JsonValue, { kinds, playbooks }: Dependencies): Content {
  const text = canonicalJson({ playbook, kinds, playbooks });
  return { text, hash: hashOf(text) };
}

export function hashOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
