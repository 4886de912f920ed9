import { SKEW_NOTICED_MS, SKEW_REFUSED_MS } from "../../../model/skew.ts";
import type { Facts, Setting } from "./facts.ts";
import type { Objection } from "./objection.ts";

/** What speaks against a server, as the service would meet it. */
export function judgeFacts(place: string, facts: Facts): readonly Objection[] {
  return [
    ...judgeVersion(place, facts),
    ...judgeRecovery(place, facts),
    ...facts.settings.flatMap((setting) => judgeSetting(place, facts, setting)),
    ...judgeClock(place, facts),
  ];
}

const OLDEST = 15;

function judgeVersion(place: string, { version }: Facts): readonly Objection[] {
  const major = Math.floor(version / 10_000);
  if (major >= OLDEST) return [];
  return [
    {
      level: "error",
      code: "E536",
      message: `${place}: it is PostgreSQL ${major}, and Pitcrew needs ${OLDEST} or newer`,
      remedy: `Upgrade the server to PostgreSQL ${OLDEST} or newer.`,
    },
  ];
}

function judgeRecovery(place: string, { isReplica }: Facts): readonly Objection[] {
  if (!isReplica) return [];
  return [
    {
      level: "error",
      code: "E535",
      message: `${place}: it is a replica, where nothing can be written and what is read is late`,
      remedy: "Name the primary instead.",
    },
  ];
}

const AT_RISK: Readonly<Record<Setting["name"], string>> = {
  fsync: "a crash of its machine can destroy what was committed",
  full_page_writes: "a crash of its machine can tear pages that were committed",
  synchronous_commit: "a crash can undo a commit that was acknowledged",
};

function judgeSetting(place: string, facts: Facts, setting: Setting): readonly Objection[] {
  const { name, value, source } = setting;
  if (value !== "off") return [];
  return [
    {
      level: "error",
      code: "E534",
      message: `${place}: ${name} is off (set by ${source}), so ${AT_RISK[name]}`,
      remedy: remedyFor(setting, facts),
    },
  ];
}

/** How to take the setting back where it was made. */
function remedyFor({ name, source }: Setting, { role, database }: Facts): string {
  switch (source) {
    case "user":
      return `Run: alter role "${role}" reset ${name}`;
    case "database":
      return `Run: alter database "${database}" reset ${name}`;
    case "database user":
      return `Run: alter role "${role}" in database "${database}" reset ${name}`;
    case "client":
      return `Take ${name} out of the options of the URL, or of PGOPTIONS.`;
    default:
      return `Set ${name} = on in the server's configuration, and let it load that again.`;
  }
}

function judgeClock(place: string, { skew }: Facts): readonly Objection[] {
  const off = Math.abs(skew);
  if (off <= SKEW_NOTICED_MS) return [];
  const seconds = Math.round(off / 1_000);
  return [
    {
      level: off > SKEW_REFUSED_MS ? "error" : "warning",
      code: "E537",
      message: `${place}: its clock is ${seconds} s ${skew > 0 ? "ahead of" : "behind"} the clock of this machine`,
      remedy: "Let both machines take their time from the same source, such as NTP.",
    },
  ];
}
