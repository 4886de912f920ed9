import { checkFiles } from "../../check/check-files.ts";
import type { World } from "../../check/world.ts";
import type { PlaybookStore } from "../../ports/playbook-store.ts";
import { PLAYBOOKS } from "../defaults.ts";
import { count, describeTally, printFindings, tally } from "../print-findings.ts";
import type { Terminal } from "../terminal.ts";
import { openWorld, type WorldOptions } from "../world.ts";
import { chooseVersions, type Standing } from "./choose-versions.ts";
import { FILES, publishFiles } from "./publish-files.ts";

/** Makes what the files say the truth in the database, as far as they can be gone by. */
export async function loadPlaybooks(
  options: WorldOptions,
  store: PlaybookStore,
  terminal: Terminal,
): Promise<World> {
  const { world, findings: around } = await openWorld(options, terminal);
  const report = await checkFiles([options.playbooks ?? PLAYBOOKS], world);
  const published = await publishFiles(report, store);
  const { choice, standing } = chooseVersions(published, report.files, await store.active());
  await store.activate(choice, FILES);

  const findings = [...around, ...report.findings, ...published.findings];
  printFindings(findings, terminal);
  for (const each of standing) terminal.print(describe(each));
  const ready = count(standing.length, "playbook");
  terminal.print(`${ready} ready, ${describeTally(tally(findings))}`);
  return world;
}

function describe({ playbook, version, keptBecause }: Standing): string {
  const name = `${playbook} ${version}`;
  return keptBecause === undefined ? name : `${name} is kept: ${keptBecause}`;
}
