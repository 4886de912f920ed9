import type { ApiNeeds } from "../needs.ts";
import { type Answer, answer } from "../refusal.ts";
import type { Asked } from "./asked.ts";

/**
 * What a right must be held over: the team that owns it, null for what nobody owns. What the actor
 * may not see is answered as if it were not there.
 */
export interface Over<In> {
  readonly says: string;
  readonly find: (asked: In, needs: ApiNeeds) => Promise<Answer<string | null>>;
}

type Any = Pick<Asked<unknown, unknown, unknown>, "actor">;

/** What concerns all. Of a list, everybody is shown what they may see. */
export const pitcrew: Over<Any> = {
  says: "all of Pitcrew",
  find: async () => answer(null),
};

export const someOf: Over<Any> = { ...pitcrew, says: "each of what is listed" };

export const theRun: Over<Any & { readonly params: { readonly run: string } }> = {
  says: "the run",
  find: ({ params, actor }, { ownerOfRun }) => ownerOfRun(params.run, actor),
};

export const thePlaybook: Over<Any & { readonly body: { readonly playbook: string } }> = {
  says: "the playbook",
  find: ({ body, actor }, { ownerOfPlaybook }) => ownerOfPlaybook(body.playbook, actor),
};

export const thisPlaybook: Over<Any & { readonly params: { readonly playbook: string } }> = {
  says: "the playbook",
  find: ({ params, actor }, { ownerOfPlaybook }) => ownerOfPlaybook(params.playbook, actor),
};

/** The desk says no to whoever it is not for, in the words for a key that there is not. */
export const yourKey: Over<Any> = {
  ...pitcrew,
  says: "a key of your own; admins over those of machines, and to revoke any",
};
