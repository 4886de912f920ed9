import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { checkFiles } from "../../../src/check/check-files.ts";
import { FILES, publishFiles } from "../../../src/cli/serve/publish-files.ts";
import { openPlaybookStore } from "../../../src/integrations/postgres/playbooks/open-playbook-store.ts";
import type { PlaybookStore } from "../../../src/ports/playbook-store.ts";
import { kinds } from "../../../src/steps/registry.ts";
import { freshDatabase } from "../../postgres/server.ts";
import { playbookText, project } from "../project.ts";

describe("files", () => {
  let folder: string;
  let store: PlaybookStore;

  beforeEach(async () => {
    const { cwd } = await project({});
    folder = cwd;
    const opened = openPlaybookStore(await freshDatabase(), () => undefined);
    onTestFinished(opened.close);
    store = opened.store;
  });

  test("are published as far as they have no errors", async () => {
    await write("east", playbookText("east"));
    await write("west", playbookText("west", { owner: "[]" }));
    await write("north", "format: [");

    expect(await publish()).toEqual({
      published: ["east 1.0.0"],
      unusable: { west: "its file has errors", north: "its file has errors" },
      found: [],
    });
    expect(await versions()).toEqual(["east 1.0.0"]);
  });

  test("whose version stands for other content are told so, and hold nobody else back", async () => {
    await write("east", playbookText("east"));
    await publish();
    await write("east", playbookText("east", { summary: "The cart is full" }));
    await write("west", playbookText("west"));

    expect(await publish()).toEqual({
      published: ["west 1.0.0"],
      unusable: { east: "its file has errors" },
      found: ["E150 east.yaml:3"],
    });
  });

  test("that call others are published with what these are", async () => {
    await write("caller", calling("caller", "called@^1"));
    await write("called", playbookText("called"));

    expect((await publish()).published).toEqual(["called 1.0.0", "caller 1.0.0"]);

    const [called] = await store.versions({ playbook: "called" });
    const [caller] = await store.versions({ playbook: "caller" });
    expect(await store.content("caller", caller?.hash ?? "")).toContain(called?.hash);
  });

  test("that call what cannot be published wait for it, also at one remove", async () => {
    await write("top", calling("top", "caller@^1"));
    await write("caller", calling("caller", "called@^1"));
    await write("called", playbookText("called"));
    await store.publish(
      [{ playbook: "called", version: "1.0.0", hash: "sha256:other", content: "{}" }],
      { actor: "ann", surface: "files" },
    );

    expect(await publish()).toEqual({
      published: [],
      unusable: {
        called: "its file has errors",
        caller: "the file of a playbook that it calls has errors",
        top: "the file of a playbook that it calls has errors",
      },
      found: ["E150 called.yaml:3"],
    });
    expect(await versions()).toEqual(["called 1.0.0"]);

    await write("called", playbookText("called", { version: "1.0.1" }));
    expect((await publish()).published).toEqual(["called 1.0.1", "caller 1.0.0", "top 1.0.0"]);
  });

  async function write(name: string, text: string): Promise<void> {
    await writeFile(join(folder, `${name}.yaml`), text);
  }

  async function publish() {
    const report = await checkFiles([folder], {
      kinds,
      directory: undefined,
      connections: undefined,
    });
    const published = await publishFiles(report, store, FILES, new Set());
    const unusable = Object.entries(Object.fromEntries(published.unusable));
    return {
      published: published.versions.map(({ playbook, version }) => `${playbook} ${version}`),
      // Playbooks that call others want a lock file, which is no playbook.
      unusable: Object.fromEntries(unusable.filter(([name]) => name !== "lock")),
      found: published.findings.map(
        ({ code, file, line }) => `${code} ${file.slice(folder.length + 1)}:${line}`,
      ),
    };
  }

  async function versions(): Promise<readonly string[]> {
    return (await store.versions({})).map(({ playbook, version }) => `${playbook} ${version}`);
  }
});

function calling(name: string, use: string): string {
  return playbookText(name).replace(
    "steps:\n",
    `steps:\n  - id: call\n    kind: playbook\n    with: { use: "${use}", params: { shop: "\${{ params.shop }}" } }\n`,
  );
}
