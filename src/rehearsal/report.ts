import type { Finding } from "../model/problem.ts";

export interface RehearsalReport {
  /** One for each test file and, when coverage was asked for, for each playbook without one. */
  readonly files: readonly FileReport[];
  /** All that is wrong with all of them; empty when every test has passed. */
  readonly findings: readonly Finding[];
}

/** What came of the tests in one file. */
export interface FileReport {
  readonly file: string;
  readonly tests: readonly TestReport[];
  /** What kept the file from running at all. */
  readonly findings: readonly Finding[];
  /** Only when it was asked for and the playbook can run. */
  readonly coverage: CoverageReport | undefined;
}

interface TestReport {
  readonly name: string;
  readonly passed: boolean;
  readonly findings: readonly Finding[];
}

export interface CoverageReport {
  readonly points: number;
  readonly reached: number;
  /** Warnings, placed in the playbook. */
  readonly gaps: readonly Finding[];
}
