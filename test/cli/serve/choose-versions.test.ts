import { describe, expect, test } from "vitest";
import { chooseVersions } from "../../../src/cli/serve/choose-versions.ts";
import { leftToPeople } from "../../../src/cli/serve/left-to-people.ts";
import type { PinnedPlaybook } from "../../../src/ports/run-store.ts";

describe("what new runs follow", () => {
  test("is what the files say", () => {
    const chosen = choose({ files: [versionOf("scale"), versionOf("drain", "1.1.0")] }, [
      versionOf("drain"),
    ]);

    expect(chosen).toEqual({
      activate: ["scale 1.0.0", "drain 1.1.0"],
      withdraw: [],
      standing: ["drain 1.1.0", "scale 1.0.0"],
    });
  });

  test("stays as it is while a file cannot be gone by", () => {
    const unusable = { drain: "its file has errors", never_worked: "its file has errors" };

    expect(choose({ files: [versionOf("scale")], unusable }, [versionOf("drain")])).toEqual({
      activate: ["scale 1.0.0"],
      withdraw: [],
      standing: ["drain 1.0.0 (its file has errors)", "scale 1.0.0"],
    });
  });

  test("is no longer what has lost its file", () => {
    expect(
      choose({ files: [versionOf("scale")] }, [versionOf("scale"), versionOf("drain")]),
    ).toEqual({
      activate: ["scale 1.0.0"],
      withdraw: ["drain"],
      standing: ["scale 1.0.0"],
    });
  });

  test("stays as it is when the folder is empty or not there", () => {
    expect(choose({ files: [] }, [versionOf("scale")])).toEqual({
      activate: [],
      withdraw: [],
      standing: ["scale 1.0.0 (no playbook was found at all)"],
    });
  });

  test("stays as it is where somebody has pinned it, also when its file is gone", () => {
    const files = [versionOf("scale", "1.1.0")];
    const active = [versionOf("scale"), versionOf("drain")];

    expect(choose({ files, pinned: { scale: "ada", drain: "ben" } }, active)).toEqual({
      activate: [],
      withdraw: [],
      standing: ["drain 1.0.0 (ben has pinned it)", "scale 1.0.0 (ada has pinned it)"],
    });
  });

  test("waits for a second person where the settings want one", () => {
    const files = [versionOf("scale", "1.1.0"), versionOf("drain"), versionOf("first")];
    const active = [versionOf("scale"), versionOf("drain")].map((version) => ({
      ...version,
      since: 0,
      pinnedBy: null,
    }));

    const { versions, unusable } = leftToPeople({ versions: files, unusable: new Map() }, active);

    expect(versions).toEqual([versionOf("drain")]);
    expect([...unusable]).toEqual([
      ["scale", "1.1.0 waits for a second person"],
      ["first", "1.0.0 waits for a second person"],
    ]);
  });
});

interface Files {
  readonly files: readonly PinnedPlaybook[];
  readonly unusable?: Readonly<Record<string, string>>;
  /** Who has pinned it. */
  readonly pinned?: Readonly<Record<string, string>>;
}

function choose({ files, unusable = {}, pinned = {} }: Files, active: readonly PinnedPlaybook[]) {
  const reasons = new Map(Object.entries(unusable));
  const { choice, standing } = chooseVersions(
    { versions: files, unusable: reasons },
    files.length + reasons.size,
    active.map((version) => ({ ...version, since: 0, pinnedBy: pinned[version.playbook] ?? null })),
  );
  return {
    activate: choice.activate.map(({ playbook, version }) => `${playbook} ${version}`),
    withdraw: choice.withdraw,
    standing: standing.map(({ playbook, version, keptBecause }) =>
      keptBecause === undefined
        ? `${playbook} ${version}`
        : `${playbook} ${version} (${keptBecause})`,
    ),
  };
}

function versionOf(playbook: string, version = "1.0.0"): PinnedPlaybook {
  return { playbook, version, hash: `sha256:${playbook}-${version}` };
}
