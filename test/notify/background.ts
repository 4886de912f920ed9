import type { Background, KnownAlert } from "../../src/ports/message-store.ts";

export const NOTHING_KNOWN: Background = {
  alerts: [],
  earlier: [],
  lately: 0,
  heldBy: null,
  usualMs: null,
  isPaged: false,
};

export const NO_ALERT: KnownAlert = {
  labels: {},
  annotations: {},
  generatorUrl: null,
  senderUrl: null,
  closedAt: null,
};
