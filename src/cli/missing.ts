import type { Finding } from "../model/problem.ts";

/** A file that somebody named must be there; one that is only looked for may be missing. */
export function missing(file: string): Finding {
  return {
    file,
    line: 1,
    column: 1,
    length: 0,
    code: "E100",
    message: "There is no such file",
    fix: "check the path",
    level: "error",
    source: "",
  };
}
