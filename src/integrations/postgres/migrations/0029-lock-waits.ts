import type { Migration } from "./migration.ts";

/** Which target a run waits for that another has, so that the first to wait is told when it is free. */
export const lockWaits: Migration = {
  name: "0029-lock-waits",
  stillUsed: "Nothing of it is changed; a run that the version before moves on keeps what it had.",
  sql: `
    alter table runs add column waits_for text;
    create index runs_by_awaited_target on runs (waits_for, priority desc, started_at)
      where waits_for is not null;
  `,
};
