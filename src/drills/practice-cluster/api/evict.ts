import { z } from "zod";
import { budgetAgainst } from "../control/budgets.ts";
import { remove, RemoveOptions } from "../write/remove.ts";
import { readObject } from "./body.ts";
import type { Call, Served } from "./call.ts";
import { json, refusal, type Reply } from "./reply.ts";
import { badRequest, notFound, refuse } from "./status.ts";

const Eviction = z.looseObject({
  apiVersion: z.enum(["policy/v1", "policy/v1beta1"]),
  kind: z.literal("Eviction"),
  metadata: z.looseObject({ name: z.string() }),
  deleteOptions: RemoveOptions.nullish(),
});

/** Deletes a pod, unless a disruption budget is against it. */
export function answerEvict({ keeping }: Served, call: Call): Reply {
  const { type, namespace, name = "", query } = call;
  const sent = readObject(call);
  if (!sent.ok) return refusal(sent);
  const eviction = Eviction.safeParse(sent.value);
  if (!eviction.success || eviction.data.metadata.name !== name) {
    return refusal(badRequest("name in URL does not match name in Eviction object"));
  }
  const pod = keeping.store.get("pods", name, namespace);
  if (pod === undefined) return refusal(notFound(type, name));
  const budget = budgetAgainst(keeping.store, pod);
  if (budget !== undefined) return refusal(tooMany(budget.metadata.name, budget.status));
  const options = eviction.data.deleteOptions ?? {};
  const removed = remove(keeping, "pods", type, pod, {
    ...options,
    ...(query.has("dryRun") && { dryRun: ["All"] }),
  });
  if (!removed.ok) return refusal(removed);
  return json(
    { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", code: 201 },
    201,
  );
}

function tooMany(
  budget: string,
  { desiredHealthy, currentHealthy }: { desiredHealthy: number; currentHealthy: number },
) {
  const message = `The disruption budget ${budget} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
  const causes = [{ reason: "DisruptionBudget", message }];
  const why = "Cannot evict pod as it would violate the pod's disruption budget.";
  return refuse(429, "TooManyRequests", why, { causes });
}
