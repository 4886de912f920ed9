import { missingPrograms } from "../../drills/scenario/missing-programs.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { printFindings } from "../print-findings.ts";
import { asJson, type Terminal } from "../terminal.ts";
import { loadDrills } from "./load-drills.ts";
import type { DrillOptions } from "./options.ts";

/** Lists the drills, what each expects, and which of them cannot be run on this machine. */
export async function listDrills(options: DrillOptions, terminal: Terminal): Promise<ExitCode> {
  const { drills, findings } = await loadDrills(options.playbooks);
  const rows = await Promise.all(
    drills.map(async ({ name, scenario, reaches }) => ({
      name,
      summary: scenario.summary,
      fault: scenario.fault,
      playbook: scenario.expect.playbook,
      outcome: scenario.expect.outcome,
      control: scenario.control,
      missing: await missingPrograms(reaches),
    })),
  );
  if (options.json) {
    terminal.print(asJson({ drills: rows, findings }));
  } else {
    for (const row of rows) terminal.print(describe(row));
    printFindings(findings, terminal);
  }
  if (rows.length === 0) terminal.note("There are no drills in the folder of the playbooks.");
  return findings.length > 0 ? EXIT.playbookErrors : EXIT.done;
}

interface Row {
  readonly name: string;
  readonly summary: string;
  readonly playbook: string;
  readonly outcome: string;
  readonly control: boolean;
  readonly missing: readonly string[];
}

function describe({ name, summary, playbook, outcome, control, missing }: Row): string {
  const expected = control ? "control, which must fail" : `${playbook}: ${outcome}`;
  const cannot = missing.length === 0 ? "" : ` Cannot run here without ${missing.join(", ")}.`;
  return `${name}  ${expected}  ${summary}${cannot}`;
}
