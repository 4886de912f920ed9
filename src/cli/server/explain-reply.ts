import { visible } from "../../document/visible.ts";
import type { ProblemView } from "../../intake/api/views/problem-view.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { Terminal } from "../terminal.ts";
import type { Reply } from "./ask-server.ts";
import type { Server } from "./server.ts";

/** Says why there is no answer, and with which code the command ends. */
export function explainReply(
  reply: Exclude<Reply<unknown>, { readonly is: "answered" }>,
  server: Server,
  terminal: Terminal,
): ExitCode {
  switch (reply.is) {
    case "unreached":
      return explainUnreached(server, terminal);
    case "refused":
      return explain(reply.problem, terminal);
  }
}

export function explainUnreached(server: Server, terminal: Terminal): ExitCode {
  switch (server.is) {
    case "here":
      return explain(
        {
          code: "E520",
          message: `no Pitcrew answers at ${server.socket}`,
          remedy:
            "pitcrew serve starts one; --data-dir, PITCREW_DATA_DIR or PITCREW_URL says where another one is",
        },
        terminal,
      );
    case "elsewhere":
      return explain(
        {
          code: "E520",
          message: `no Pitcrew answers at ${server.url}`,
          remedy: "set PITCREW_URL to its address, such as https://pitcrew.example.com",
        },
        terminal,
      );
  }
}

function explain(problem: ProblemView, { complain }: Terminal): ExitCode {
  const { code, message, remedy } = problem;
  complain(visible(`${code} ${message}`), visible(remedy));
  return exitOf(problem);
}

function exitOf({ code }: ProblemView): ExitCode {
  switch (code) {
    case "E301":
      return EXIT.refused;
    case "E520":
      return EXIT.unreachable;
    case "E521":
      return EXIT.internalError;
    default:
      return EXIT.usage;
  }
}
