import { visible } from "../../document/visible.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { asJson, type Terminal } from "../terminal.ts";
import type { Exam } from "./exam.ts";

export function printExams(
  exams: readonly Exam[],
  { json }: { readonly json?: true },
  terminal: Terminal,
): ExitCode {
  if (json) terminal.print(asJson({ exams }));
  else for (const exam of exams) for (const line of lines(exam)) terminal.print(visible(line));
  return exams.some(({ verdict }) => verdict === "ill") ? EXIT.troubled : EXIT.done;
}

const MARKS = { well: "well  ", ill: "ILL   ", unsure: "unsure" } as const;

function lines({ subject, verdict, message, remedy }: Exam): readonly string[] {
  const line = `${MARKS[verdict]}  ${subject}: ${message}`;
  return remedy === null ? [line] : [line, `        ${remedy}`];
}
