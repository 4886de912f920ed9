import type { OnBroken } from "../../drills/range/control.ts";
import type { Fault, Subject } from "../../drills/range/faults/fault.ts";
import type { System } from "../../drills/range/system.ts";
import { faultAndSigns } from "../../drills/scenario/fault-and-signs.ts";
import type { Scenario } from "../../drills/scenario/scenario.ts";
import { whenTrue } from "../../drills/scenario/when-true.ts";
import type { RangeAlert } from "../../drills/scenario/webhook-body.ts";
import type { Drill } from "../drill/load-drills.ts";
import { type AlertAddress, postAlert } from "../drill/post-alert.ts";
import type { Remarks } from "./open-database.ts";

/** Where the range is, and where its alerts go. */
interface Where extends AlertAddress {
  readonly system: System;
}

/** Tells a server of what is broken on its range, as an Alertmanager would. */
export interface FaultTeller {
  readonly onBroken: OnBroken;
  readonly begin: (where: Where) => void;
  readonly stop: () => Promise<void>;
}

/** Of each fault by the alert with which its drill begins. */
export function tellOfFaults(
  drills: readonly Drill[],
  { warn }: Pick<Remarks, "warn">,
): FaultTeller {
  const over = new AbortController();
  const told = new Set<Promise<void>>();
  let where: Where | undefined;

  function raise(alert: string, incident: Incident): void {
    if (where === undefined) return;
    const telling = follow(incident, where, over.signal).catch((error: unknown) => {
      if (!over.signal.aborted) warn(`The alert ${alert} of the range was lost`, error);
    });
    told.add(telling);
    void telling.finally(() => told.delete(telling));
  }

  return {
    onBroken: (fault, subject) => {
      const scenario = scenarioOf(fault, drills);
      if (scenario === undefined) return "No drill says what answers it.";
      const { begins, expect } = scenario;
      if ("params" in begins) {
        const params = Object.entries(begins.params).map(
          ([param, of]) => `${param}=${subject[of] ?? ""}`,
        );
        return `No alert tells of it. Then: ${["pitcrew run", expect.playbook, ...params].join(" ")}`;
      }
      const labels = { alertname: begins.alert, ...subject, ...begins.labels };
      raise(begins.alert, { fault, subject, labels });
      return `${begins.alert} fires as soon as it shows. Then: pitcrew approvals`;
    },
    begin: (given) => {
      where = given;
    },
    stop: async () => {
      over.abort();
      await Promise.all(told);
    },
  };
}

function scenarioOf({ name }: Fault, drills: readonly Drill[]): Scenario | undefined {
  return drills.find(({ scenario }) => scenario.fault === name && !scenario.control)?.scenario;
}

interface Incident {
  readonly fault: Fault;
  readonly subject: Subject;
  readonly labels: RangeAlert["labels"];
}

/** From when it shows until it is mended, if it ever is. */
async function follow(
  { fault, subject, labels }: Incident,
  where: Where,
  signal: AbortSignal,
): Promise<void> {
  const { shows, isMended } = faultAndSigns(fault.name);
  const { system } = where;
  if (!(await whenTrue(system, () => shows(system, subject), signal))) return;
  const started = new Date();
  await postAlert({ labels, started, ended: null }, where, signal);
  if (isMended === null) return;
  if (!(await whenTrue(system, () => isMended(system, subject), signal))) return;
  await postAlert({ labels, started, ended: new Date() }, where, signal);
}
