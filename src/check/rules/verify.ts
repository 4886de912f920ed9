import { changes } from "../../model/effect-class.ts";
import type { Problem } from "../../model/problem.ts";
import type { Subject } from "../subject.ts";
import type { World } from "../world.ts";
import { type KindUse, kindUses } from "./kind-uses.ts";
import { error } from "./rule.ts";

/** A change counts as a fix only when something was looked at before and after it. */
export function* verify({ playbook, world }: Subject): Generator<Problem> {
  for (const use of kindUses(playbook)) {
    switch (use.role) {
      case "step":
        yield* stepIsVerified(use, world);
        break;
      case "verify":
      case "poll":
        yield* onlyLooks(use, world);
        break;
      case "undo":
        break;
    }
  }
}

function* stepIsVerified({ step, at, kind }: KindUse, { kinds }: World): Generator<Problem> {
  const facts = kinds.get(kind);
  if (facts === undefined) return;
  const changing = facts.carrier === "step" && changes(step.effect ?? facts.effect);
  if (changing && step.verify === undefined) {
    yield error({
      code: "E130",
      at: [...at, "id"],
      message: `"${step.id}" changes something, and nothing looks whether it helped`,
      fix: 'add verify: { kind: …, that: "after.… > before.…" }, or verify: none with because: "…"',
    });
  }
  if (!changing && kind !== "ask" && step.verify !== undefined) {
    yield error({
      code: "E113",
      at: [...at, "verify"],
      on: "key",
      message: `"${step.id}" changes nothing, so there is nothing to verify`,
      fix: "remove verify",
    });
  }
  if (step.verify === "none" && step.because === undefined) {
    yield error({
      code: "E130",
      at: [...at, "verify"],
      message: `"${step.id}" is not verified, and does not say why`,
      fix: 'add because: "…" with the reason, which people will see',
    });
  }
  if (step.verify !== "none" && step.because !== undefined) {
    yield error({
      code: "E113",
      at: [...at, "because"],
      on: "key",
      message: '"because" gives the reason for verify: none, which is not written here',
      fix: "remove because, or write verify: none",
    });
  }
}

function* onlyLooks({ kind, at, role }: KindUse, { kinds }: World): Generator<Problem> {
  const facts = kinds.get(kind);
  if (facts === undefined) return;
  if (facts.carrier === "step" && !changes(facts.effect)) return;
  const reads = [...kinds.values()].filter(
    (other) => other.carrier === "step" && !changes(other.effect),
  );
  yield error({
    code: "E137",
    at: [...at, "kind"],
    message: `"${kind}" is no read, and ${role === "poll" ? "wait_until" : "verify"} asks again and again`,
    fix: `use a read kind: ${reads.map((other) => other.kind).join(", ")}`,
  });
}
