import process from "node:process";
import { z } from "zod";
import { visible } from "../../document/visible.ts";
import { didYouMean } from "../../model/did-you-mean.ts";
import { FAULTS } from "../../drills/range/faults/all.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { dataDirOf } from "../server/server.ts";
import type { Terminal } from "../terminal.ts";
import { attachedRange } from "./attached-range.ts";
import { CONTROL_PORT, type DrillOptions } from "./options.ts";

const Broken = z.object({ subject: z.record(z.string(), z.string()), next: z.string() });

/** Lists in which ways a range can be broken. */
export function listFaults(terminal: Terminal): ExitCode {
  for (const { name, cause, remedy } of FAULTS) {
    terminal.print(
      `${name}  ${cause} ${remedy === null ? "Nothing quick mends it." : `${remedy}.`}`,
    );
  }
  return EXIT.done;
}

/** Breaks a range that runs in another terminal. */
export async function breakRange(
  name: string,
  options: DrillOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (!FAULTS.some((fault) => fault.name === name)) {
    const meant = didYouMean(
      name,
      FAULTS.map((fault) => fault.name),
    );
    const fix =
      meant === undefined ? "pitcrew drill faults lists them" : `did you mean "${meant}"?`;
    terminal.complain(`there is no fault "${visible(name)}"`, fix);
    return EXIT.usage;
  }
  const at = await rangeOf(options);
  const answer = await fetch(`${at}/faults/${name}`, { method: "POST" }).catch(() => undefined);
  if (answer === undefined || !answer.ok) {
    terminal.complain(
      `no range can be broken at ${visible(at)}`,
      "start one with pitcrew serve --range or pitcrew drill range, or say which with --at",
    );
    return EXIT.unreachable;
  }
  const { subject, next } = Broken.parse(await answer.json());
  const about = Object.entries(subject).map(([label, value]) => `${label}=${value}`);
  terminal.print(`${name}: ${about.join(" ")}`);
  terminal.note(visible(next));
  return EXIT.done;
}

/** The one that is meant, else the one of the server here, else the one in another terminal. */
async function rangeOf(options: DrillOptions): Promise<string> {
  return (
    options.at ??
    process.env["PITCREW_RANGE"] ??
    (await attachedRange(dataDirOf(options))) ??
    `http://127.0.0.1:${CONTROL_PORT}`
  );
}
