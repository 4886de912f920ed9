import { stringify } from "yaml";
import type { Program } from "../../../playbook/program.ts";
import { stepsOf } from "../../../playbook/steps-of.ts";
import { bumpOf, leastVersion } from "../../../playbook/version/bump.ts";
import { diffPlaybooks } from "../../../playbook/version/diff.ts";
import { compareVersions } from "../../../playbook/version/semver.ts";
import type { PinnedPlaybook } from "../../../ports/run-store.ts";
import { kinds } from "../../../steps/registry.ts";
import { type Answer, answer, refuse } from "../refusal.ts";
import type { VersionContentView, VersionDiffView } from "../views/version-content-view.ts";
import type { Desk } from "./desk.ts";
import { edgesOf } from "./draw-graph.ts";

interface Found {
  readonly pinned: PinnedPlaybook;
  readonly program: Program;
}

type Looking = Pick<Desk, "library">;

/** All that a version says; of a playbook without a wanted version, the active one. */
export async function showVersion(
  playbook: string,
  version: string | undefined,
  desk: Looking,
): Promise<Answer<VersionContentView>> {
  const found = await findVersion(playbook, version, desk);
  return found.ok ? answer(viewContent(found.value)) : found;
}

export async function compareTwo(
  playbook: string,
  { from, to }: { readonly from: string; readonly to: string },
  desk: Looking,
): Promise<Answer<VersionDiffView>> {
  const old = await findVersion(playbook, from, desk);
  if (!old.ok) return old;
  const young = await findVersion(playbook, to, desk);
  if (!young.ok) return young;
  const changes = diffPlaybooks(old.value.program.playbook, young.value.program.playbook, kinds);
  const least = leastVersion(from, changes);
  return answer({
    before: viewContent(old.value),
    after: viewContent(young.value),
    changes: changes.map(({ bump, says, loosens }) => ({ bump, says, loosens })),
    bump: bumpOf(changes) ?? null,
    least,
    fits: compareVersions(to, least) >= 0,
  });
}

async function findVersion(
  playbook: string,
  wanted: string | undefined,
  { library }: Looking,
): Promise<Answer<Found>> {
  const published = await library.versions({ playbook });
  const pinned = published.find(({ version, activeSince }) =>
    wanted === undefined ? activeSince !== null : version === wanted,
  );
  if (pinned === undefined) return noVersion(playbook, wanted);
  const version = await library.find(pinned);
  switch (version.is) {
    case "understood":
      return answer({ pinned, program: version.program });
    case "not_understood":
      return refuse(
        "E561",
        `Version ${pinned.version} of "${playbook}" cannot be read by this Pitcrew: ${version.because}`,
        "Look at it with a Pitcrew that understands it.",
      );
  }
}

function viewContent({ pinned, program }: Found): VersionContentView {
  const { playbook } = program;
  return {
    playbook: pinned.playbook,
    version: pinned.version,
    hash: pinned.hash,
    text: stringify(playbook),
    graph: {
      nodes: [...stepsOf(playbook)].map(({ step: { id, kind } }) => ({ id, kind })),
      edges: edgesOf(playbook),
    },
  };
}

function noVersion(playbook: string, version: string | undefined): Answer<never> {
  const wanted = version === undefined ? "No active version" : `No version ${version}`;
  return refuse(
    "E561",
    `${wanted} of "${playbook}" was published here`,
    `pitcrew playbook show ${playbook} lists its versions.`,
  );
}
