import { ApprovalsView } from "../../intake/api/views/approval-view.ts";
import { RunView } from "../../intake/api/views/run-view.ts";
import { askServer } from "../server/ask-server.ts";
import type { Server } from "../server/server.ts";
import type { Decisions } from "./prompt.ts";

/** Decides about a run's approvals through its server, as `approve` and `deny` do. */
export function decideHere(run: string, server: Server): Decisions {
  return {
    read: async (step) => {
      const request = { method: "GET", path: "/v1/approvals" } as const;
      const reply = await askServer(server, request, ApprovalsView);
      if (reply.is !== "answered") return undefined;
      return reply.value.approvals.find((one) => one.run === run && one.step === step);
    },
    tell: async ({ digest: plan, step }, deed) => {
      const order =
        deed.is === "approve"
          ? { path: "approve", body: { plan, step }, says: "Approved." }
          : { path: "deny", body: { reason: deed.reason, step }, says: "Denied." };
      const path = `/v1/runs/${encodeURIComponent(run)}/${order.path}`;
      const { body } = order;
      const reply = await askServer(server, { method: "POST", path, body }, RunView);
      switch (reply.is) {
        case "answered":
          return order.says;
        case "refused": {
          const { code, message, remedy } = reply.problem;
          return `${code} ${message}. ${remedy}`;
        }
        case "unreached":
          return "The server does not answer; nothing was decided.";
      }
    },
  };
}
