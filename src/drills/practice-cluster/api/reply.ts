import type { Cancel } from "../../../ports/clock.ts";
import type { Refusal, Status } from "./status.ts";

/** What goes back to whoever asked. */
export type Reply =
  | { readonly is: "json"; readonly code: number; readonly body: object }
  | { readonly is: "text"; readonly code: number; readonly body: string }
  | Stream;

/** Goes on until its end or until nobody reads any more. */
export interface Stream {
  readonly is: "stream";
  readonly type: "application/json" | "text/plain";
  readonly open: (write: (text: string) => void, end: () => void) => Cancel;
}

export function json(body: object, code = 200): Reply {
  return { is: "json", code, body };
}

export function refusal({ status }: Refusal): Reply {
  return { is: "json", code: status.code, body: status };
}

export function success(details: Status["details"]): Reply {
  return json({ kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", details });
}
