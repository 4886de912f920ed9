import { connectionOfType, namesOfType } from "../../config/connections.ts";
import { didYouMean } from "../../model/did-you-mean.ts";
import type { Path, Problem } from "../../model/problem.ts";
import type { Subject } from "../subject.ts";
import { markedFields } from "./marked-fields.ts";
import { error } from "./rule.ts";

interface NamedConnection {
  readonly name: string;
  readonly types: readonly string[];
  readonly at: Path;
}

/** Each connection that a playbook names exists and is of the type that is wanted there. */
export function* connections(subject: Subject): Generator<Problem> {
  const known = subject.world.connections;
  if (known === undefined) return;
  for (const { name, types, at } of namedConnections(subject)) {
    if (connectionOfType(known, name, types) !== undefined) continue;
    const other = connectionOfType(known, name);
    const meant = didYouMean(name, namesOfType(known, types));
    yield error({
      code: "E125",
      at,
      message:
        other === undefined
          ? `connections.yaml has no "${name}"`
          : `"${name}" is a connection of type ${other.type}; ${types.join(" or ")} is wanted here`,
      fix:
        meant === undefined
          ? `add "${name}" with type: ${types[0] ?? "http"} to connections.yaml`
          : `did you mean "${meant}"?`,
    });
  }
}

function* namedConnections(subject: Subject): Generator<NamedConnection> {
  for (const { text, meta, at } of markedFields(subject)) {
    if (meta.connection !== undefined) yield { name: text, types: meta.connection, at };
  }
  const guard = subject.playbook.safety?.guard;
  if (guard !== undefined) {
    yield { name: guard.connection, types: ["prometheus"], at: ["safety", "guard", "connection"] };
  }
}
