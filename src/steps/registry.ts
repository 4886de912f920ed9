import { ask } from "./control/ask.ts";
import { escalate } from "./control/escalate.ts";
import { playbook } from "./control/playbook.ts";
import { stop } from "./control/stop.ts";
import { wait } from "./control/wait.ts";
import { waitUntil } from "./control/wait-until.ts";
import { httpCall } from "./http/call.ts";
import { httpGet } from "./http/get.ts";
import type { AnyKind, Kinds } from "./step-kind.ts";

/** Every kind, in the order in which the reference lists them. */
export const KINDS = [
  stop,
  escalate,
  ask,
  wait,
  waitUntil,
  playbook,
  httpGet,
  httpCall,
] as const satisfies readonly AnyKind[];

export const kinds: Kinds = new Map(KINDS.map((kind): [string, AnyKind] => [kind.kind, kind]));
