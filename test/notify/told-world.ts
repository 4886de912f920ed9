import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { onTestFinished } from "vitest";
import { beginRun, type RunRequest } from "../../src/engine/begin-run.ts";
import type { RunEvent } from "../../src/engine/machine/event.ts";
import { transition } from "../../src/engine/machine/transition.ts";
import { outgoingOf } from "../../src/engine/outgoing.ts";
import { createChat } from "../../src/integrations/slack/web/chat.ts";
import { patientClient } from "../../src/integrations/slack/web/client.ts";
import { openMessageStore } from "../../src/integrations/postgres/outbox/open-message-store.ts";
import { openRunStore } from "../../src/integrations/postgres/store/open-run-store.ts";
import type { AddressBook } from "../../src/notify/plan/address-book.ts";
import { createTeller, type Telling } from "../../src/notify/tell-people.ts";
import type { Program } from "../../src/playbook/program.ts";
import { changeOf, recorded } from "../contract/run-store/example-runs.ts";
import { fakeClock } from "../engine/fake-clock.ts";
import { freshDatabase } from "../postgres/server.ts";
import { TOKEN, type Workspace } from "../slack/workspace.ts";

export const BOOK: AddressBook = {
  zone: "Europe/Berlin",
  channelOf: (owner) => (owner === "nobody" ? null : "C0OPS"),
  channelFor: (destination) => (destination === "slack/night" ? "C0NIGHT" : null),
  accountsOf: (names) => names.flatMap((name) => (name === "ops" ? ["U0ADA", "U0BEN"] : [])),
  nameOf: (person) => (person === "ada" ? "Ada Moreau" : person),
  linkTo: (run) => `https://pitcrew.example.com/runs/${run}`,
};

/** Runs in a real database whose life a test makes up, and a teller with a real workspace. */
export async function toldWorld(workspace: Workspace) {
  const address = await freshDatabase();
  const onBroken = (): void => undefined;
  const { store, close } = openRunStore(address, { connections: 2, onBroken });
  onTestFinished(close);
  const programs = new Map<string, Program>();
  const troubles: string[] = [];
  const clock = fakeClock();

  function teller(name = "one", more: Partial<Telling> = {}) {
    const { store: messages, close: closeMessages } = openMessageStore(address, onBroken);
    onTestFinished(closeMessages);
    return createTeller({
      teller: name,
      messages,
      runs: store,
      programOf: async ({ hash }) => programs.get(hash),
      book: () => BOOK,
      chat: createChat(patientClient({ token: TOKEN, apiUrl: workspace.apiUrl })),
      clock,
      onTrouble: (what, error) => troubles.push(`${what}: ${String(error)}`),
      ...more,
    });
  }

  const client = new Client({ ...address });
  await client.connect();
  onTestFinished(() => client.end());

  return {
    store,
    /** Looks and acts behind everybody's back. */
    query: (text: string) => client.query(text),
    clock,
    troubles,
    teller,
    /** Lets a teller work until nothing is left to be sent, however long it has to pause. */
    quiet: async (tell: () => Promise<number>, mostSteps = 2_000): Promise<void> => {
      for (let step = 0, resting = 0; step < mostSteps && resting < 12; step++) {
        const rest = await tell();
        resting = rest === 0 ? 0 : resting + 1;
        clock.stall(rest);
      }
    },
    begin: async (program: Program, more: Partial<RunRequest> = {}): Promise<string> => {
      const run = randomUUID();
      const hash = program.playbook.name;
      programs.set(hash, program);
      const begun = await beginRun(
        {
          run,
          pinned: { playbook: program.playbook.name, version: "1.0.0", hash },
          program,
          params: {},
          mode: "auto",
          actor: "ada",
          surface: "cli",
          priority: 0,
          inside: null,
          ...more,
        },
        { store, dispatcher: { wake: () => undefined } },
      );
      if (begun.is === "refused") throw new Error(begun.failure.message);
      return run;
    },
    /** What happened to a run, as a worker would have stored it. */
    happen: async (run: string, ...events: readonly RunEvent[]): Promise<void> => {
      for (const event of events) {
        const claimed = await store.claim("worker", 60_000, run);
        if (claimed === undefined) throw new Error(`run ${run} could not be claimed`);
        const program = programs.get(claimed.record.hash);
        if (program === undefined) throw new Error("the program is not known");
        const moved = transition(program, claimed.record.state, event);
        const { phase } = moved.run;
        const appended = await store.append(
          claimed.claim,
          changeOf({
            state: moved.run,
            events: [recorded(event, moved.entry.notes)],
            outgoing: outgoingOf(moved.effects),
            next:
              phase.is === "ended"
                ? { is: "end", outcome: phase.ending.outcome }
                : { is: "rest", until: 0 },
          }),
        );
        if (appended.is !== "stored") throw new Error(`the append was answered ${appended.is}`);
      }
    },
  };
}
