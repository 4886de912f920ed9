import { formatDuration } from "../../model/duration.ts";
import { beginClosing } from "./closing.ts";
import { escalation } from "./ending.ts";
import type { Turn } from "./turn.ts";

/** The run has had its time: what it may take back is taken back, and a person goes on. */
export function passDeadline(turn: Turn): Turn {
  const { started, deadline } = turn.run;
  const message = `The run did not end within its deadline of ${formatDuration(deadline - started)}`;
  const failure = {
    code: "E303",
    message,
    remedy: "Look at the step it was waiting for.",
    retry: "never",
  } as const;
  return beginClosing(turn, "automatic", escalation(turn.program, message, { failure }));
}
