import { constants } from "node:fs";
import { access } from "node:fs/promises";
import type { Connection } from "../../config/connections/connection.ts";
import type { Command } from "../../config/connections/command.ts";
import type { Kubernetes } from "../../config/connections/kubernetes.ts";
import type { Needs } from "../../engine/worker/perform.ts";
import type { ClusterAnswer } from "../../ports/cluster/cluster.ts";
import type { HttpAnswer } from "../../ports/http-caller.ts";
import type { RedisAnswer } from "../../ports/redis-answer.ts";
import type { SqlFound } from "../../ports/sql-database.ts";
import { callEndpoint } from "../serve/call-endpoint.ts";
import type { Endpoint } from "../serve/http-destination.ts";
import { type Exam, ill, well } from "./exam.ts";

/** Reaches a system of connections.yaml for real, with a read that harms nobody. */
export async function examineConnection(
  name: string,
  connection: Connection,
  needs: Needs,
  signal: AbortSignal,
): Promise<Exam> {
  const subject = `${connection.type} ${name}`;
  switch (connection.type) {
    case "alertmanager":
      return judgeHttp(subject, await ask(connection, "/api/v2/status", signal), true);
    case "prometheus":
      return judgeHttp(subject, await ask(connection, "/api/v1/query?query=1", signal), true);
    case "loki":
      return judgeHttp(subject, await ask(connection, "/loki/api/v1/labels", signal), true);
    case "http":
    case "ticket":
      return judgeHttp(subject, await ask(connection, "/", signal), false);
    case "kubernetes":
      return judgeCluster(subject, await askCluster(name, connection, needs, signal));
    case "postgres":
      return judgeSql(subject, await needs.sql(name).read(ONE, 1, signal));
    case "redis":
      return judgeRedis(subject, await needs.keys(name).health([], signal));
    case "queue":
      return judgeRedis(subject, await needs.keys(connection.redis).health([], signal));
    case "command":
      return judgePrograms(subject, connection);
  }
}

const ONE = { text: "select 1 as one", values: [] };

function ask(endpoint: Endpoint, target: string, signal: AbortSignal): Promise<HttpAnswer> {
  return callEndpoint(endpoint)({ method: "GET", target, headers: {} }, signal);
}

/** Of a system without a known address to read, any answer that lets us in is a good one. */
function judgeHttp(subject: string, answer: HttpAnswer, isKnown: boolean): Exam {
  if (answer.is === "unreached" || answer.is === "unanswered") {
    return ill(subject, `It cannot be reached: ${answer.detail}`, REACH);
  }
  const { status } = answer;
  if (status === 401 || status === 403) {
    return ill(subject, `It answers ${status}: it does not let us in`, LET_IN);
  }
  if (status >= 500 || (isKnown && status >= 300)) {
    return ill(subject, `It answers ${status}`, "Look at the system itself, and at base_url.");
  }
  return well(subject, `It answers ${status}`);
}

const REACH =
  "Compare the address, allow_addresses and certificates in connections.yaml, then the way there.";
const LET_IN = "Renew the secret that connections.yaml names, or the rights behind it.";

function askCluster(
  name: string,
  { namespaces }: Kubernetes,
  needs: Needs,
  signal: AbortSignal,
): Promise<ClusterAnswer<unknown>> {
  const [namespace = "default"] = namespaces ?? [];
  return needs.cluster(name).list("deployments", { namespace }, signal);
}

function judgeCluster(subject: string, answer: ClusterAnswer<unknown>): Exam {
  switch (answer.is) {
    case "answered":
      return well(subject, "It lists deployments");
    case "refused":
      return ill(
        subject,
        `It refuses to list deployments: ${answer.message}`,
        "Give the account the role that `pitcrew rbac` prints.",
      );
    case "unreadable":
    case "unreached":
    case "unanswered":
      return ill(
        subject,
        `It cannot be reached: ${answer.detail}`,
        "Compare the kubeconfig with one that works for kubectl.",
      );
  }
}

function judgeSql(subject: string, found: SqlFound): Exam {
  if (found.is === "found") return well(subject, "It answers a query");
  const detail = "detail" in found ? found.detail : found.is;
  return ill(subject, `It does not answer a query: ${detail}`, LET_IN);
}

function judgeRedis(subject: string, answer: RedisAnswer<unknown>): Exam {
  if (answer.is === "answered") return well(subject, "It answers");
  return ill(subject, `It does not answer: ${answer.detail}`, LET_IN);
}

/** What a program does when it is started nobody knows, so none is. */
async function judgePrograms(subject: string, { programs }: Command): Promise<Exam> {
  const missing: string[] = [];
  for (const { path } of Object.values(programs)) {
    await access(path, constants.X_OK).catch(() => missing.push(path));
  }
  if (missing.length === 0) return well(subject, "All programs are there");
  return ill(
    subject,
    `Not there, or not to be started: ${missing.join(", ")}`,
    "Install it on this machine, or mend its path in connections.yaml.",
  );
}
