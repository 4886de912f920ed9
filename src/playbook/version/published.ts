import type { Problem } from "../../model/problem.ts";

/** A version that exists for good: runs, approvals and audit entries refer to it. */
export interface Published {
  readonly name: string;
  readonly version: string;
  readonly hash: string;
}

/** E150, for the playbook's file, when its version already stands for other content. */
export function checkPublished(
  playbook: Published,
  published: readonly Published[],
): Problem | undefined {
  const { name, version, hash } = playbook;
  const taken = published.find((other) => other.name === name && other.version === version);
  if (taken === undefined || taken.hash === hash) return undefined;
  return {
    code: "E150",
    at: ["version"],
    message: `${name} ${version} is published with other content: the text, a sub-playbook or a kind has changed since`,
    fix: `raise \`version\`; pitcrew diff says by how much`,
    level: "error",
  };
}
