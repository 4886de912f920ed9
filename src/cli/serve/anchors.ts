import { hostname } from "node:os";
import { connectionOfType, type Connections } from "../../config/connections.ts";
import type { Audit } from "../../config/settings/audit.ts";
import { type Note, noteLine } from "../../audit/checkpoint.ts";
import { rememberedAnchor } from "../../engine/sealing/remembered-anchor.ts";
import { fileAnchor } from "../../integrations/anchor-file/client.ts";
import { sendToSyslog } from "../../integrations/syslog/client.ts";
import { syslogMessage } from "../../integrations/syslog/wire.ts";
import type { Anchor } from "../../ports/anchor.ts";
import type { CheckpointStore } from "../../ports/checkpoint-store.ts";
import type { Clock } from "../../ports/clock.ts";
import { callEndpoint, callNothing } from "./call-endpoint.ts";

export interface AnchorNeeds {
  readonly store: CheckpointStore;
  readonly connections: () => Connections | undefined;
  readonly clock: Clock;
}

/** The places outside that the settings name. */
export function anchorsOf({ anchors }: Audit, needs: AnchorNeeds): readonly Anchor[] {
  return anchors.map((anchor) => {
    if ("file" in anchor) return fileAnchor(anchor.file);
    if ("webhook" in anchor) return webhookAnchor(anchor.webhook, anchor.path, needs);
    return syslogAnchor(anchor.syslog, needs);
  });
}

const PATIENCE_MS = 5_000;

function webhookAnchor(name: string, path: string, { store, connections }: AnchorNeeds): Anchor {
  const post = async (notes: readonly Note[]): Promise<void> => {
    const known = connections();
    const found = known && connectionOfType(known, name, ["http"]);
    const call = found?.type === "http" ? callEndpoint(found) : callNothing("http", name);
    const body = { checkpoints: notes.map((note) => ({ ...note })) };
    const request = { method: "POST", target: path, headers: {}, body } as const;
    const answer = await call(request, AbortSignal.timeout(PATIENCE_MS));
    if (answer.is === "answered" && answer.status < 300) return;
    // An answer that cannot be read is one all the same, and its status says what came of it.
    if (answer.is === "unreadable" && answer.status < 300) return;
    throw new Error("status" in answer ? `It answered with ${answer.status}` : answer.detail);
  };
  return rememberedAnchor(`webhook ${name}${path}`, post, store);
}

function syslogAnchor(address: string, { store, clock }: AnchorNeeds): Anchor {
  const send = (notes: readonly Note[]): Promise<void> => {
    const about = { at: clock.now(), host: hostname() };
    const messages = notes.map((note) => syslogMessage({ ...about, text: noteLine(note) }));
    return sendToSyslog(address, messages);
  };
  return rememberedAnchor(`syslog ${address}`, send, store);
}
