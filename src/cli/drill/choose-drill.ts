import { randomInt } from "node:crypto";
import { missingPrograms } from "../../drills/scenario/missing-programs.ts";
import { visible } from "../../document/visible.ts";
import { didYouMean } from "../../model/did-you-mean.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { printFindings } from "../print-findings.ts";
import type { Terminal } from "../terminal.ts";
import { type Drill, loadDrills } from "./load-drills.ts";
import type { DrillOptions } from "./options.ts";

/** The drill that is meant, one by chance, or how this ends at once. */
export async function chooseDrill(
  name: string,
  { surprise, playbooks }: DrillOptions,
  terminal: Terminal,
): Promise<Drill | ExitCode> {
  const { drills, findings } = await loadDrills(playbooks);
  if (findings.length > 0) {
    printFindings(findings, terminal);
    return EXIT.playbookErrors;
  }
  if (surprise && name !== "") {
    terminal.complain("a drill by chance has no name", "leave out the name, or --surprise");
    return EXIT.usage;
  }
  if (surprise) return oneOf(await possible(drills), terminal);
  const drill = drills.find((one) => one.name === name);
  if (drill !== undefined) return drill;
  const names = drills.map((one) => one.name);
  const meant = didYouMean(name, names);
  const fix = meant === undefined ? "pitcrew drill list shows them" : `did you mean "${meant}"?`;
  terminal.complain(`there is no drill "${visible(name)}"`, fix);
  return EXIT.usage;
}

/** A control would be no surprise: nothing helps there. */
async function possible(drills: readonly Drill[]): Promise<readonly Drill[]> {
  const real = drills.filter(({ scenario }) => !scenario.control);
  const missing = await Promise.all(real.map(({ reaches }) => missingPrograms(reaches)));
  return real.filter((_, index) => missing[index]?.length === 0);
}

function oneOf(drills: readonly Drill[], { complain }: Terminal): Drill | ExitCode {
  const drill = drills.length === 0 ? undefined : drills[randomInt(drills.length)];
  if (drill !== undefined) return drill;
  complain("no drill can be run here", "pitcrew drill list says what each needs");
  return EXIT.troubled;
}
