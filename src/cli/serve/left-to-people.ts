import type { ActiveVersion } from "../../ports/playbook-store.ts";
import type { PublishedFiles } from "./publish-files.ts";

/** What the files say anew stands ready, and becomes active once a second person says so. */
export function leftToPeople(
  { versions, unusable }: Pick<PublishedFiles, "versions" | "unusable">,
  active: readonly ActiveVersion[],
): Pick<PublishedFiles, "versions" | "unusable"> {
  const activeHashes = new Set(active.map(({ playbook, hash }) => `${playbook} ${hash}`));
  const isActive = ({ playbook, hash }: (typeof versions)[number]): boolean =>
    activeHashes.has(`${playbook} ${hash}`);
  const waiting = versions
    .filter((version) => !isActive(version))
    .map(({ playbook, version }) => [playbook, `${version} waits for a second person`] as const);
  return { versions: versions.filter(isActive), unusable: new Map([...unusable, ...waiting]) };
}
