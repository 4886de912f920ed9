/** Pods, or whatever else a workload is made of, that a change takes out of service for a while. */
export interface Loss {
  readonly workload: string;
  /** Of how many, as they are wanted now. */
  readonly wanted: number;
  /** Those that work now and will not for a while. */
  readonly takes: number;
}
