import type { Path, Problem } from "../../model/problem.ts";

export function wrong(
  at: Path,
  message: string,
  fix: string,
  on: "key" | "value" = "value",
): Problem {
  return { code: "E502", at, on, message, fix, level: "error" };
}
