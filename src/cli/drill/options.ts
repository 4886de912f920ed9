import { visible } from "../../document/visible.ts";
import type { Terminal } from "../terminal.ts";

export interface DrillOptions {
  readonly port?: string;
  readonly state?: string;
  readonly redis?: string;
  readonly pace?: string;
  readonly at?: string;
  readonly playbooks?: string;
  readonly dataDir?: string;
  readonly surprise?: true;
  readonly ask?: true;
  readonly kill?: true;
  readonly trend?: true;
  readonly prometheus?: string;
  readonly json?: true;
  readonly connections?: string;
}

/** Where a range on the usual port lets itself be broken. */
export const CONTROL_PORT = 3_004;

const HIGHEST_PORT = 65_535;

/** The port that was asked for, any free one without, or a complaint. */
export function portOf({ port = "0" }: DrillOptions, terminal: Terminal): number | undefined {
  const number = Number(port);
  if (Number.isInteger(number) && number >= 0 && number <= HIGHEST_PORT) return number;
  terminal.complain(`"${visible(port)}" is no port`, `give a number up to ${HIGHEST_PORT}`);
  return undefined;
}
