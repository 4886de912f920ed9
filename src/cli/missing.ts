import { findingOfFile } from "../document/source.ts";
import type { Finding } from "../model/problem.ts";

/** A file that somebody named must be there; one that is only looked for may be missing. */
export function missing(file: string): Finding {
  return findingOfFile(file, {
    code: "E100",
    message: "There is no such file",
    fix: "check the path",
    level: "error",
  });
}
