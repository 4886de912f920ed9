import type { Failure } from "../../model/failure.ts";
import type { ClusterAnswer, UnreachedReason } from "../../ports/cluster/cluster.ts";

type NoValue = Exclude<ClusterAnswer<unknown>, { is: "answered" }>;

/** What was asked, as far as a failure speaks of it. */
export interface Asked {
  readonly connection: string;
  readonly namespace: string;
  /** "to read deployment shop/cart" */
  readonly wish: string;
  /** What a role would have to allow: "patch deployments". */
  readonly right: string;
}

/** Why an answer brought nothing, for whoever is woken by it. Everything here may be repeated. */
export function failureOf(answer: NoValue, asked: Asked): Failure {
  switch (answer.is) {
    case "unreached":
      return neverLeft(answer.why, answer.detail, asked);
    case "unanswered":
      return {
        code: "E601",
        message: `The cluster ${asked.connection} was asked ${asked.wish}, but no answer came back`,
        remedy: `Look whether the API server of ${asked.connection} is overloaded or restarting.`,
        detail: answer.detail,
        retry: "later",
      };
    case "unreadable":
      return unreadable(answer, asked);
    case "refused":
      return refused(answer, asked);
  }
}

function neverLeft(why: UnreachedReason, detail: string, asked: Asked): Failure {
  const { connection, namespace } = asked;
  switch (why) {
    case "not_ready":
      return {
        code: "E601",
        message: `The connection ${connection} could not be made ready; nothing was sent`,
        remedy: `Look whether connections.yaml has ${connection}, and whether its kubeconfig can be read.`,
        detail,
        retry: "never_left",
      };
    case "connection_failed":
      return {
        code: "E601",
        message: `The cluster ${connection} could not be reached; nothing was sent`,
        remedy: `Check the server in the kubeconfig of ${connection}: address, certificate, firewall.`,
        detail,
        retry: "never_left",
      };
    case "aborted":
      return {
        code: "E303",
        message: `The request to the cluster ${connection} was stopped before anything was sent`,
        remedy: "Nothing has happened there; the step can be run again.",
        detail,
        retry: "never_left",
      };
    case "namespace_not_listed":
      return {
        code: "E640",
        message: `The connection ${connection} may not be used for the namespace ${namespace}, only for: ${detail}`,
        remedy: `If ${namespace} is really meant, list it under namespaces of ${connection} in connections.yaml.`,
        retry: "never",
      };
  }
}

function unreadable(
  { why, detail }: Extract<NoValue, { is: "unreadable" }>,
  { connection, wish }: Asked,
): Failure {
  const asked = `The cluster ${connection} was asked ${wish}, and its answer`;
  switch (why) {
    case "too_large":
      return {
        code: "E604",
        message: `${asked} is too large and was not read`,
        remedy: "Ask for less: other labels, fewer lines, a shorter time.",
        detail,
        retry: "never",
      };
    case "malformed":
      return {
        code: "E305",
        message: `${asked} does not have the form that it should have`,
        remedy: `Check that ${connection} leads to a Kubernetes API and not to a proxy's page.`,
        detail,
        retry: "never",
      };
  }
}

function refused(
  { status, reason, message }: Extract<NoValue, { is: "refused" }>,
  { connection, namespace, wish, right }: Asked,
): Failure {
  const asked = `The cluster ${connection} was asked ${wish}`;
  if (status === 401) {
    return {
      code: "E641",
      message: `The cluster ${connection} does not know who is asking`,
      remedy: `Renew the credentials in the kubeconfig of ${connection}.`,
      detail: message,
      retry: "never",
    };
  }
  if (status === 403 && !isQuota(message)) {
    return {
      code: "E641",
      message: `${asked}, but Pitcrew may not ${right} in ${namespace}`,
      remedy: "Run pitcrew rbac, and give the role that it prints to Pitcrew's account.",
      detail: message,
      retry: "never",
    };
  }
  if (status === 404) {
    return {
      code: "E642",
      message: `${asked}, but has nothing of that name or kind`,
      remedy: "Check the name and the namespace.",
      detail: message,
      retry: "never",
    };
  }
  if (status === 409) return changedMeanwhile(asked, message);
  if (status === 429 || status >= 500) {
    return {
      code: "E602",
      message: `${asked}, and answered with ${status}`,
      remedy: `Look whether the API server of ${connection} is overloaded.`,
      detail: message,
      retry: "later",
    };
  }
  return {
    code: "E643",
    message: `${asked}, and refused: ${firstLine(message)}`,
    remedy: "Change what the cluster objects to, or ask whoever set that rule.",
    detail: `${status} ${reason}`,
    retry: "never",
  };
}

export function changedMeanwhile(asked: string, detail: string): Failure {
  return {
    code: "E644",
    message: `${asked}, but somebody else kept changing it in between`,
    remedy: "Look who else writes to it; another try may fit in between.",
    detail,
    retry: "later",
  };
}

/** A quota is refused in the words of missing rights. */
function isQuota(message: string): boolean {
  return message.includes("exceeded quota");
}

function firstLine(text: string): string {
  const [line = ""] = text.split("\n");
  return line.slice(0, 300).replace(/\.$/, "");
}
