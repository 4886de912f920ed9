import { basename } from "node:path";
import type { CheckReport, LoadedPlaybook } from "../../check/check-files.ts";
import type { Finding, Problem } from "../../model/problem.ts";
import type { Content } from "../../playbook/version/content.ts";
import { checkPublished } from "../../playbook/version/published.ts";
import { usesOf } from "../../playbook/version/use.ts";
import type { Author, NewVersion, PlaybookStore } from "../../ports/playbook-store.ts";
import type { PinnedPlaybook } from "../../ports/run-store.ts";

/** In whose name what the files say is published: who wrote them is known where they are reviewed. */
export const FILES: Author = { actor: "pitcrew", surface: "files" };

export interface PublishedFiles {
  /** The versions that the files stand for. */
  readonly versions: readonly PinnedPlaybook[];
  /** Playbooks whose files cannot be gone by, and why. */
  readonly unusable: ReadonlyMap<string, string>;
  /** What only shows beside what was published before. */
  readonly findings: readonly Finding[];
}

/**
 * Publishes every playbook without errors, and those that are called before those that call them.
 * What cannot be published holds its callers back: no version may call one that is not there.
 */
export async function publishFiles(
  report: CheckReport,
  store: Pick<PlaybookStore, "publish">,
  author: Author,
  shipped: ReadonlySet<string>,
): Promise<PublishedFiles> {
  const unusable = new Map(namesWithErrors(report).map((name) => [name, ITS_FILE]));
  const versions: PinnedPlaybook[] = [];
  const findings: Finding[] = [];
  let left = wholeOnes(report, shipped).filter(({ version }) => !unusable.has(version.playbook));
  while (left.length > 0) {
    const names = new Set(left.map(({ version }) => version.playbook));
    const round = left.filter((each) => !calls(each, names));
    left = left.filter((each) => calls(each, names));
    const held = round.filter((each) => calls(each, unusable));
    for (const { version } of held) unusable.set(version.playbook, ITS_CALL);
    const able = round.filter((each) => !held.includes(each));
    const standing = await store.publish(
      able.map(({ version }) => version),
      author,
    );
    for (const { version, document } of able) {
      const taken = whyTaken(version, standing);
      if (taken === undefined) versions.push(version);
      else {
        findings.push(document.locate(taken));
        unusable.set(version.playbook, ITS_FILE);
      }
    }
  }
  return { versions, unusable, findings };
}

const ITS_FILE = "its file has errors";
const ITS_CALL = "the file of a playbook that it calls has errors";

/** A playbook is found by the name of its file, so a file that cannot be read has one as well. */
function namesWithErrors({ findings }: CheckReport): readonly string[] {
  const errors = findings.filter(({ level }) => level === "error");
  return errors.map(({ file }) => basename(file, ".yaml"));
}

interface Whole extends Pick<LoadedPlaybook, "document" | "playbook"> {
  readonly version: NewVersion;
}

function wholeOnes({ playbooks }: CheckReport, shipped: ReadonlySet<string>): readonly Whole[] {
  return playbooks.flatMap(({ document, playbook, content }) => {
    if (content === undefined) return [];
    const isShipped = shipped.has(content.hash);
    return [{ document, playbook, version: { ...versionOf(playbook, content), isShipped } }];
  });
}

function versionOf(
  { name, version }: LoadedPlaybook["playbook"],
  { text, hash }: Content,
): NewVersion {
  return { playbook: name, version, hash, content: text };
}

function calls({ playbook }: Whole, names: { readonly has: (name: string) => boolean }): boolean {
  return usesOf(playbook).some(({ name }) => names.has(name));
}

function whyTaken(
  { playbook: name, version, hash }: NewVersion,
  standing: readonly PinnedPlaybook[],
): Problem | undefined {
  const published = standing.map(({ playbook, ...rest }) => ({ name: playbook, ...rest }));
  return checkPublished({ name, version, hash }, published);
}
