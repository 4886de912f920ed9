import type { Claim, RunStore } from "../../../src/ports/run-store.ts";
import type { Report, Tenure } from "./order.ts";
import type { Moment } from "./trap.ts";

export interface Watch {
  readonly replica: string;
  readonly passing: (moment: Moment, run: string) => Promise<void>;
  readonly report: (report: Report) => Promise<void>;
}

/** The same store, whose user can be struck around its calls and whose claims are on record. */
export function watchedStore(store: RunStore, { replica, passing, report }: Watch): RunStore {
  const tell = (is: Tenure["is"], { run, epoch, seq }: Claim): Promise<void> =>
    report({ is, replica, run, epoch, seq });

  return {
    ...store,
    create: async (run) => {
      await passing("before_create", run.state.id);
      const created = await store.create(run);
      await passing("after_create", run.state.id);
      return created;
    },
    claim: async (worker, leaseMs, run) => {
      if (run !== undefined) await passing("before_claim", run);
      const claimed = await store.claim(worker, leaseMs, run);
      if (claimed !== undefined) await tell("claimed", claimed.claim);
      return claimed;
    },
    append: async (claim, change) => {
      const appended = await store.append(claim, change);
      if (appended.is === "stored") await tell("wrote", appended.claim);
      if (appended.is === "lost") await tell("refused", claim);
      return appended;
    },
    release: async (claim, until) => {
      await store.release(claim, until);
      await tell("gave_back", claim);
    },
    send: async (message) => {
      await passing("before_send", message.run);
      const sent = await store.send(message);
      await passing("after_send", message.run);
      return sent;
    },
  };
}
