import type { Clock } from "../../../ports/clock.ts";
import { answer, type Received } from "../api/answer.ts";
import type { Served } from "../api/call.ts";
import { refusal } from "../api/reply.ts";
import { readRequest } from "../api/request.ts";
import { attemptOf } from "../api/authorize.ts";
import { answerOf, type Fault, type Faults } from "./faults.ts";
import { identify, type KnownUser } from "./identify.ts";
import type { Incoming, Treated } from "./listen.ts";

export interface Treatment {
  readonly served: Served;
  readonly users: readonly KnownUser[];
  readonly faults: Faults;
  readonly clock: Pick<Clock, "after">;
}

/** Finds out who asks, lets faults happen, and has the rest answered. */
export async function treat(treatment: Treatment, incoming: Incoming): Promise<Treated> {
  const { served, users, faults, clock } = treatment;
  const user = identify(users, incoming);
  if ("ok" in user) return { is: "answered", reply: refusal(user) };
  const met = faultsFor(faults, incoming);
  for (const fault of met) {
    if (fault.is === "silent") return { is: "silent" };
    const refused = answerOf(fault);
    if (refused !== undefined) return { is: "answered", reply: refusal(refused) };
    if (fault.is === "slow") await new Promise<void>((done) => clock.after(fault.ms, done));
  }
  const received: Received = { ...incoming, user };
  const reply = answer(served, received);
  return met.some(({ is }) => is === "answer_lost") ? { is: "cut" } : { is: "answered", reply };
}

function faultsFor(faults: Faults, { method, url }: Incoming): readonly Fault[] {
  const read = readRequest(method, url);
  return read.is === "asked" ? faults.meeting(attemptOf(read.asked)) : [];
}
