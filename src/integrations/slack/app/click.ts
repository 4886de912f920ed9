import type { SlackNeeds } from "./needs.ts";
import { onOwnClick } from "./own-click.ts";
import { onPlaybookClick } from "./playbook-click.ts";
import type { Pressed } from "./pressed.ts";
import type { Reply } from "./reply.ts";
import { onRunClick } from "./run-click.ts";

/** Does what a button says, if it still can be done and this person may. */
export function onClick(pressed: Pressed, needs: SlackNeeds): Promise<Reply> {
  const { click } = pressed;
  if ("run" in click) return onRunClick({ ...pressed, click }, needs);
  if ("playbook" in click) return onPlaybookClick({ ...pressed, click }, needs);
  return onOwnClick({ ...pressed, click }, needs);
}
