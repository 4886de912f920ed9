import type { AlertLister } from "../../ports/alerts/alert-lister.ts";
import type { HttpCaller } from "../../ports/http-caller.ts";
import { alertsTarget } from "./wire.ts";

export function createAlertLister(call: HttpCaller["call"]): AlertLister {
  return {
    list: async (receiver, signal) => {
      const request = { method: "GET", target: alertsTarget(receiver), headers: {} } as const;
      const answer = await call(request, signal);
      if (answer.is !== "answered") return { is: "not_listed", detail: answer.detail };
      if (answer.status === 200) return { is: "listed", body: answer.body };
      return { is: "not_listed", detail: `it answered ${answer.status}` };
    },
  };
}
