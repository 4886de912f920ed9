import { Gauge, type OpenMetricsContentType, type Registry } from "prom-client";
import type { Census } from "../../ports/census.ts";

/** However many look at once, and however often, the database is asked once in so long. */
const FRESH_MS = 5_000;

interface CensusGauge {
  readonly name: string;
  readonly help: string;
  /** Nothing where there is nothing to tell. */
  readonly of: (census: Census) => number | null;
}

const GAUGES: readonly CensusGauge[] = [
  { name: "runs_live", help: "Runs that have not ended.", of: ({ live }) => live },
  {
    name: "runs_waiting",
    help: "Runs that are due, and nobody works on them.",
    of: ({ waiting }) => waiting,
  },
  {
    name: "runs_orphaned",
    help: "Runs that are left alone because those who took them up got nowhere.",
    of: ({ orphaned }) => orphaned,
  },
  {
    name: "approvals_waiting",
    help: "Plans that wait for people.",
    of: ({ approvalsWaiting }) => approvalsWaiting,
  },
  {
    name: "approval_age_seconds",
    help: "How long the oldest of those plans has waited; 0 when none does.",
    of: ({ oldestApprovalMs }) => oldestApprovalMs / 1_000,
  },
  {
    name: "outbox_waiting",
    help: "Pages and notes that should have been delivered by now.",
    of: ({ outboxWaiting }) => outboxWaiting,
  },
  {
    name: "outbox_age_seconds",
    help: "How old the oldest of those is; 0 when there is none.",
    of: ({ oldestOutboxMs }) => oldestOutboxMs / 1_000,
  },
  {
    name: "messages_waiting",
    help: "Messages in Slack that do not show yet what they should.",
    of: ({ messagesWaiting }) => messagesWaiting,
  },
  { name: "alerts_open", help: "Alerts that have not ended.", of: ({ alertsOpen }) => alertsOpen },
  { name: "workers", help: "Processes that carry runs out.", of: ({ workers }) => workers },
  {
    name: "checkpoint_age_seconds",
    help: "How old the oldest entry of the record is that no checkpoint covers; 0 when all are covered.",
    of: ({ unsealedMs }) => unsealedMs / 1_000,
  },
  {
    name: "anchor_behind_checkpoints",
    help: "Checkpoints that the place outside lacks which has the fewest.",
    of: ({ anchorBehind }) => anchorBehind,
  },
  {
    name: "record_complete_ratio",
    help: "Share of the newest 200 runs whose record has all their entries.",
    of: ({ recordComplete }) => recordComplete,
  },
  {
    name: "housekeeping_age_seconds",
    help: "How long ago what was past its time was removed.",
    of: ({ sweptAgoMs }) => (sweptAgoMs === null ? null : sweptAgoMs / 1_000),
  },
];

/** The same in every process, so take the largest and add nothing up. Gone while nobody can tell. */
export function censusMetrics(
  registry: Registry<OpenMetricsContentType>,
  read: () => Promise<Census>,
  monotonic: () => number,
): void {
  const current = sharedFor(FRESH_MS, read, monotonic);
  for (const { name, help, of } of GAUGES) {
    const gauge: Gauge = new Gauge({
      name: `pitcrew_${name}`,
      help,
      registers: [registry],
      collect: async () => {
        const value = await current().then(of, () => null);
        if (value === null) gauge.remove();
        else gauge.set(value);
      },
    });
  }
}

function sharedFor<Value>(
  ms: number,
  read: () => Promise<Value>,
  monotonic: () => number,
): () => Promise<Value> {
  let last: { readonly at: number; readonly value: Promise<Value> } | undefined;
  return () => {
    const now = monotonic();
    if (last === undefined || now - last.at >= ms) last = { at: now, value: read() };
    return last.value;
  };
}
