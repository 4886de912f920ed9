import type { Failure } from "../model/failure.ts";

/**
 * Leaves an evaluation that has no value for its data. Never seen outside this folder:
 * `Expression.evaluate` turns it into a value.
 */
export class Stop extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

export function stop(message: string, remedy: string): never {
  throw new Stop(message, remedy);
}

export function toFailure(error: Stop): Failure {
  return { code: "E210", message: error.message, remedy: error.remedy, retry: "never" };
}
