import type { Span } from "../model/problem.ts";
import { refuse } from "./refusal.ts";

/** What CEL has and this language has not: it may hold up the process, or hide what is meant. */
export function refuseForbidden(name: string, span: Span): void {
  if (name === "matches") {
    refuse(
      "E207",
      span,
      "Regular expressions are not allowed: some take minutes on a short text",
      'write glob(text, "a*"), or text.contains("a")',
    );
  }
  if (name === "bind") {
    refuse(
      "E207",
      span,
      "Variables cannot be bound in an expression",
      "write the value where it is used, or let a step give it as an output",
    );
  }
}
