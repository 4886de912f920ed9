import type { System } from "../system.ts";

/** One way in which the system breaks for real, named after its cause. */
export interface Fault {
  readonly name: string;
  /** What is the matter, for whoever reads the report of a drill. */
  readonly cause: string;
  /** What mends it, in the words of the runbook; null when nothing that is written down does. */
  readonly remedy: string | null;
  /** Answers what the fault is about, such as a workflow, for the labels of its alert. */
  readonly breakIt: (system: System) => Promise<Subject>;
}

export type Subject = Readonly<Record<string, string>>;
