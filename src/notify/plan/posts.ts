import type { Run } from "../../engine/machine/state.ts";
import { allTasks } from "../../engine/machine/turn.ts";
import type { Program } from "../../playbook/program.ts";
import type { Wanted } from "../../ports/message-store.ts";
import { slackPost } from "../../steps/slack/post.ts";
import { postNotice } from "../notices/post-notice.ts";
import type { AddressBook } from "./address-book.ts";
import { ownHome } from "./choose-home.ts";

/**
 * All that a run has said with `slack.post` so far; what people see already stays as it is. What
 * has no channel of its own is shown in `channel`, where the run is.
 */
export function posts(
  program: Program,
  run: Run,
  book: AddressBook,
  channel: string | null,
): readonly Wanted[] {
  return [...allTasks(run)].flatMap(({ ref: { step, item }, task }) => {
    if (program.steps.get(step)?.kind.kind !== slackPost.kind || task.state.is !== "done")
      return [];
    const { to, text } = slackPost.params.parse(task.with);
    const where = book.channelFor(to) ?? channel;
    if (where === null) return [];
    return [
      {
        key: `${ownHome(run.id)}/post/${step}/${item}`,
        channel: where,
        thread: null,
        notice: postNotice(program, run, text, book),
        urgency: 1,
        worth: { is: "always" },
        joins: false,
      },
    ];
  });
}
