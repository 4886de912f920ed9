import { randomUUID } from "node:crypto";
import { z } from "zod";
import { LabelPatterns } from "../../../../config/settings/label-patterns.ts";
import { milliseconds } from "../../../../model/duration.ts";
import { answer } from "../../refusal.ts";
import { pitcrew } from "../../route/over.ts";
import { route } from "../../route/route.ts";
import { WindowEndedView, WindowsView, WindowView } from "../../views/alert-view.ts";
import { reason } from "../brakes/fields.ts";
import { durationUpTo } from "../keys/duration-up-to.ts";

export const listWindows = route({
  method: "GET",
  path: "/v1/windows",
  summary:
    "Lists when no run is started for alerts: windows that are open, to come, or come again.",
  right: "see",
  of: pitcrew,
  view: WindowsView,
  handle: async (_asked, { alerts }) => answer({ windows: await alerts.windows() }),
});

export const addWindow = route({
  method: "POST",
  path: "/v1/windows",
  summary: "Opens a window, at once or later.",
  right: "pause",
  of: pitcrew,
  body: z.strictObject({
    kind: z.enum(["maintenance", "freeze"]),
    labels: LabelPatterns.default({}),
    reason,
    from: z.iso.datetime({ offset: true }).optional(),
    for: durationUpTo("30d").default("1h"),
  }),
  status: 201,
  view: WindowView,
  again: "Another window is opened.",
  handle: async (
    { body: { kind, labels, reason: because, from, for: time }, actor },
    { alerts },
  ) => {
    const startsAt = from === undefined ? null : Date.parse(from);
    const lastsMs = milliseconds(time);
    const window = { id: randomUUID(), kind, labels, reason: because, startsAt, lastsMs };
    return answer(await alerts.addWindow(window, actor));
  },
});

export const endWindow = route({
  method: "POST",
  path: "/v1/windows/end",
  summary: "Ends a window that was opened by hand.",
  right: "pause",
  of: pitcrew,
  body: z.strictObject({ id: z.uuid().toLowerCase() }),
  view: WindowEndedView,
  refuses: ["E381"],
  again: "It has ended, and the second time there is none to end.",
  handle: ({ body: { id }, actor }, { alerts }) => alerts.endWindow(id, actor),
});
