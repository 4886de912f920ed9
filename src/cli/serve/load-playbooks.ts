import { checkFiles } from "../../check/check-files.ts";
import type { World } from "../../check/world.ts";
import type { PlaybookSettings } from "../../config/settings/playbooks.ts";
import type { ReloadView } from "../../intake/api/views/activation-view.ts";
import type { Author, PlaybookStore } from "../../ports/playbook-store.ts";
import { PLAYBOOKS } from "../defaults.ts";
import { count, describeTally, printFindings, tally } from "../print-findings.ts";
import type { Terminal } from "../terminal.ts";
import { openWorld, type WorldOptions } from "../world.ts";
import { chooseVersions, type Standing } from "./choose-versions.ts";
import { knownSecrets } from "./known-secrets.ts";
import { learnSecretsOf } from "./learn-secrets.ts";
import { leftToPeople } from "./left-to-people.ts";
import { publishFiles } from "./publish-files.ts";
import { refuseSecrets } from "./refuse-secrets.ts";
import { shippedVersions } from "./shipped-versions.ts";

export interface LoadOptions extends WorldOptions {
  readonly activation: PlaybookSettings["activation"];
}

export interface LoadedPlaybooks {
  readonly world: World;
  readonly report: ReloadView;
}

/** Makes what the files say the truth in the database, as far as they can be gone by. */
export async function loadPlaybooks(
  options: LoadOptions,
  store: PlaybookStore,
  author: Author,
  terminal: Terminal,
): Promise<LoadedPlaybooks> {
  const { world, findings: around } = await openWorld(options, terminal);
  await learnSecretsOf(world.connections);
  const checked = await checkFiles([options.playbooks ?? PLAYBOOKS], world);
  const report = refuseSecrets(checked, knownSecrets.redaction);
  const published = await publishFiles(report, store, author, await shippedVersions());
  const active = await store.active();
  const { activation } = options;
  const usable = activation === "from_files" ? published : leftToPeople(published, active);
  const { choice, standing } = chooseVersions(usable, report.files, active);
  await store.activate(choice, author);

  const findings = [...around, ...report.findings, ...published.findings];
  printFindings(findings, terminal);
  for (const each of standing) terminal.print(describe(each));
  const ready = count(standing.length, "playbook");
  terminal.print(`${ready} ready, ${describeTally(tally(findings))}`);
  return { world, report: { ready: standing.map(viewOf), ...tally(findings) } };
}

function viewOf({ keptBecause, ...standing }: Standing): ReloadView["ready"][number] {
  return { ...standing, keptBecause: keptBecause ?? null };
}

function describe({ playbook, version, keptBecause }: Standing): string {
  const name = `${playbook} ${version}`;
  return keptBecause === undefined ? name : `${name} is kept: ${keptBecause}`;
}
