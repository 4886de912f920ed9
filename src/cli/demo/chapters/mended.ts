import { EXIT } from "../../exit-codes.ts";
import { asTold } from "../as-told.ts";
import { breakAndRaise, untilItAsks, yesTo } from "../break-and-raise.ts";
import type { Chapter } from "../chapter.ts";

export const MENDED: Chapter = {
  title: "An alert, a plan, a yes, and proof",
  play: async (stage, { say, rest }) => {
    const { orders } = stage.system.plant;
    say(
      "A task is lost on the range, and a workflow waits for it. An alert says so, as Alertmanager would send it.",
    );
    const run = await breakAndRaise("task-not-readable", "WorkflowStuckCritical", stage);
    const approval = await untilItAsks(run, stage);
    const tooEarly = orders.length;
    asTold(tooEarly === 0, "nothing is changed before somebody agrees");
    say(
      "A playbook has looked at the workflow and at the workers. It wants to change something, so it asks:",
    );
    await stage.run(["approvals"], EXIT.done);
    await rest("agree to this plan, and to no other");
    await stage.run(yesTo(approval), EXIT.done);
    await stage.run(["watch", run], EXIT.done);
    const asked = orders.filter((order) => order.endsWith("/retry")).length;
    asTold(
      asked === 1 && orders.length === 1,
      "the range was told to retry, once, and nothing else",
    );
    say(
      "\nRESOLVED means that the workflow was seen to move, not that a step ran. The range was told one thing, once.",
    );
  },
};
