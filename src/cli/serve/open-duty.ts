import type { Access } from "../../access/authorize.ts";
import { directoryOf } from "../../access/directory-of.ts";
import type { Settings } from "../../config/settings.ts";
import { keepDoing } from "../../engine/keep-doing.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import { type Duty, peopleOnCall, withDuty } from "../../notify/pages/duty.ts";
import { openPager } from "./open-pager.ts";

export interface DutyOptions {
  readonly access: () => Access;
  readonly settings: Settings;
  readonly warn: (what: string, error: unknown) => void;
}

export interface ServedDuty {
  /** What is known about people, with those who are on call now. */
  readonly access: () => Access;
  readonly stop: () => Promise<void>;
}

const PAUSES = { pauseMs: 60_000, pauseAfterTroubleMs: 60_000 };

/** Keeps in mind who is on call, for approvals that are theirs to give. */
export function openDuty({ access, settings, warn }: DutyOptions): ServedDuty {
  const directory = () => directoryOf(access());
  const pager = openPager(settings.pagerduty, directory);
  const duty = new Map<string, { readonly people: readonly string[]; readonly at: number }>();

  async function look(signal: AbortSignal): Promise<void> {
    const known = directory();
    for (const schedule of Object.keys(known?.schedules ?? {})) {
      const answer = await pager.onCall(schedule, signal);
      if (answer.is === "done" && known !== undefined) {
        duty.set(schedule, { people: peopleOnCall(known, answer.value), at: clock.monotonic() });
      } else if (answer.is !== "done" && !signal.aborted) {
        warn(`Who is on call in ${schedule} is not known`, answer.detail);
      }
    }
  }

  const onTrouble = (error: unknown): void => warn("Looking who is on call broke off", error);
  return {
    access: () => withThoseOnCall(access(), duty),
    stop: keepDoing(look, { clock, onTrouble, ...PAUSES }),
  };
}

function withThoseOnCall(access: Access, duty: Duty): Access {
  if (access.is === "solo") return access;
  return { ...access, directory: withDuty(access.directory, duty, clock.monotonic()) };
}
