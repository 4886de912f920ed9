/** What this process uses of its machine. */
export interface Memory {
  readonly use: () => Use;
  /** Returns to the system what is held and no longer needed. All work waits meanwhile. */
  readonly giveBack: () => Promise<void>;
}

export interface Use {
  /** Time on a processor since the start of the process. */
  readonly cpuMs: number;
  readonly rssMb: number;
}
