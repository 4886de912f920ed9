import { didYouMean } from "../../model/did-you-mean.ts";
import type { Path, Problem } from "../../model/problem.ts";
import { endpointContradictions } from "./endpoint-contradictions.ts";
import type { Command } from "./command.ts";
import type { Connection } from "./connection.ts";
import type { Kubernetes } from "./kubernetes.ts";
import { wrong } from "./wrong.ts";

type Entries = Readonly<Record<string, Connection>>;

/** What is wrong with entries of the right form: they contradict themselves or each other. */
export function* contradictions(entries: Entries): Generator<Problem> {
  for (const [name, connection] of Object.entries(entries)) {
    yield* contradictionsOf(connection, ["connections", name], entries);
  }
}

function contradictionsOf(connection: Connection, at: Path, entries: Entries): Iterable<Problem> {
  switch (connection.type) {
    case "alertmanager":
    case "http":
    case "loki":
    case "prometheus":
    case "ticket":
      return endpointContradictions(connection, at);
    case "kubernetes":
      return wayToCluster(connection, at);
    case "queue":
      return homeOfQueue(connection.redis, at, entries);
    case "command":
      return probesOf(connection, at);
    case "postgres":
    case "redis":
      return [];
  }
}

/** What tells whether another program has run must not change anything itself. */
function* probesOf({ programs }: Command, at: Path): Generator<Problem> {
  for (const [name, { probe, reads, repeatable }] of Object.entries(programs)) {
    if (probe === undefined) continue;
    const here = [...at, "programs", name, "probe"];
    const asked = Object.hasOwn(programs, probe) ? programs[probe] : undefined;
    if (asked?.reads !== true) {
      yield wrong(
        here,
        `"${probe}" is no program of this connection that only reads`,
        "name one of those with reads: true",
      );
    } else if (reads || repeatable) {
      yield wrong(
        here,
        `"${name}" may run twice, so nobody asks whether it has run`,
        "remove probe",
        "key",
      );
    }
  }
}

function* wayToCluster(
  { kubeconfig, in_cluster, context }: Kubernetes,
  at: Path,
): Generator<Problem> {
  if (kubeconfig === undefined && in_cluster === undefined) {
    yield wrong(
      at,
      "Nothing says how to reach the cluster",
      "add kubeconfig: file:/path or in_cluster: true",
      "key",
    );
  }
  if (kubeconfig !== undefined && in_cluster !== undefined) {
    yield wrong(
      [...at, "in_cluster"],
      "Both `kubeconfig` and `in_cluster` say how to reach the cluster",
      "keep one of the two",
      "key",
    );
  }
  if (kubeconfig === undefined && context !== undefined) {
    yield wrong(
      [...at, "context"],
      "`context` chooses within a kubeconfig, and there is none",
      "remove it, or add kubeconfig: file:/path",
      "key",
    );
  }
}

function* homeOfQueue(redis: string, at: Path, entries: Entries): Generator<Problem> {
  const home = Object.hasOwn(entries, redis) ? entries[redis] : undefined;
  if (home?.type === "redis") return;
  const names = Object.keys(entries).filter((name) => entries[name]?.type === "redis");
  const meant = didYouMean(redis, names);
  yield wrong(
    [...at, "redis"],
    home === undefined
      ? `There is no connection "${redis}"`
      : `"${redis}" is a connection of type ${home.type}, not redis`,
    meant === undefined ? "name a connection of type redis" : `did you mean "${meant}"?`,
  );
}
