import type { ApprovalRequest, PlannedEffect } from "../../../src/model/approval.ts";
import { effectDigest } from "../../../src/engine/approval/digest.ts";

export function exampleEffect(more: Partial<PlannedEffect> = {}): PlannedEffect {
  const effect: PlannedEffect = {
    item: 0,
    phase: "run",
    kind: "k8s.scale",
    effect: "idempotent",
    with: { deployment: "cart", replicas: 14 },
    key: "r-1/scale/0/run",
    targets: ["k8s/prod/shop/deployment/cart"],
    material: { replicas: 8 },
    sentence: "Scale deployment shop/cart to 14 pods, from 8.",
    change: { before: { replicas: 8 }, after: { replicas: 14 } },
    digest: "",
    ...more,
  };
  return { ...effect, digest: effectDigest(effect) };
}

export function exampleRequest(more: Partial<ApprovalRequest> = {}): ApprovalRequest {
  return {
    run: "r-1",
    playbook: "queue-backlog",
    version: "1.4.0",
    hash: "sha256:5f",
    step: "scale",
    round: 1,
    why: "The queue grows faster than it is worked off.",
    effects: [exampleEffect()],
    risk: "low",
    isReversible: true,
    check: null,
    by: ["team-test"],
    count: 1,
    owner: "team-test",
    onExpire: "escalate",
    policy: { environment: "default", selfApproval: "never" },
    requester: null,
    hands: [],
    expires: 900_000,
    ...more,
  };
}
