import { createHash, randomUUID } from "node:crypto";
import type { Plain } from "../objects/metadata.ts";
import type { Store } from "../store/store.ts";
import { timestamp } from "../store/timestamp.ts";

export interface Said {
  readonly about: Plain;
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  readonly message: string;
  /** The part of the cluster that says it. */
  readonly component: string;
}

export type Say = (said: Said) => void;

/** Events of everything that parts of the cluster say; the same thing again counts up. */
export function recordEvents(store: Store, now: () => number): Say {
  return ({ about, type, reason, message, component }) => {
    const { name, namespace = "default", uid } = about.metadata;
    const key = createHash("sha256").update(`${uid}/${component}/${reason}/${message}`);
    const at = timestamp(now());
    const eventName = `${name}.${key.digest("hex").slice(0, 16)}`;
    const before = store.get("events", eventName, namespace);
    store.put("events", {
      apiVersion: "v1",
      kind: "Event",
      metadata: before?.metadata ?? {
        name: eventName,
        namespace,
        uid: randomUUID(),
        resourceVersion: "",
        creationTimestamp: at,
      },
      involvedObject: {
        apiVersion: about.apiVersion,
        kind: about.kind,
        name,
        namespace,
        uid,
        resourceVersion: about.metadata.resourceVersion,
      },
      type,
      reason,
      message,
      count: (before?.count ?? 0) + 1,
      firstTimestamp: before?.firstTimestamp ?? at,
      lastTimestamp: at,
      source: { component },
      reportingComponent: component,
      reportingInstance: "",
      eventTime: null,
    });
  };
}
