import { AlertsView } from "../../../intake/api/views/alert-view.ts";
import { fingerprintOf } from "../../../drills/scenario/webhook-body.ts";
import { ask } from "../../drill/ask.ts";
import { raiseAlert } from "../../drill/raise-alert.ts";
import { EXIT } from "../../exit-codes.ts";
import { asTold } from "../as-told.ts";
import type { Chapter } from "../chapter.ts";
import type { Stage } from "../stage.ts";

export const REFUSED: Chapter = {
  title: "What it does not do",
  play: async (stage, { say }) => {
    const orders = stage.system.plant.orders.length;
    say(
      "An alert arrives whose label would like to be a command. It is data, and never reaches a step:",
    );
    const hostile = { alertname: "WorkflowStuck", workflow_id: "orders; rm -rf /" };
    asTold((await why(hostile, stage)).includes("E301"), "the label is refused with E301");
    say(
      "\nEngineDown fires once more, from elsewhere. It was mended a moment ago; what comes back so soon wants a person:",
    );
    const again = { alertname: "EngineDown", instance: "elsewhere" };
    asTold((await why(again, stage)).includes("engine-down"), "the brake of engine-down holds it");
    asTold(stage.system.plant.orders.length === orders, "nothing was changed");
  },
};

/** Raises an alert that nothing is started for, and shows why. */
async function why(labels: Readonly<Record<string, string>>, stage: Stage): Promise<string> {
  const { is } = await raiseAlert(labels, new Date(), stage);
  asTold(is === "none", `${labels["alertname"]} starts nothing`);
  const request = { method: "GET", path: "/v1/alerts" } as const;
  const { alerts } = await ask(stage.served, request, AlertsView);
  const alert = alerts.find(({ fingerprint }) => fingerprint === fingerprintOf(labels));
  return stage.run(["why", alert?.id ?? ""], EXIT.done);
}
