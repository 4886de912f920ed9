import type { CodeTable } from "./code-entry.ts";

/** Codes of integrations. */
export const INTEGRATION_CODES = {
  E601: {
    title: "Destination not reached",
    meaning:
      "The other side could not be reached: its name, its port or its certificate is wrong, or it is down.",
    remedy: "Check the connection with `pitcrew connections test`.",
  },
  E602: {
    title: "Destination answered with an error",
    meaning: "The other side answered, but not with what was asked for.",
    remedy: "Read its answer in the step's detail.",
  },
  E603: {
    title: "Destination not allowed",
    meaning:
      "The address lies in a range that is refused unless the connection lists it, or the answer tried to redirect elsewhere.",
    remedy: "List the address in connections.yaml if it is really meant.",
  },
  E604: {
    title: "Answer too large",
    meaning: "The answer is larger than the connection's cap; the rest was not read.",
    remedy: "Ask for less, or raise the cap of the connection.",
  },
  E605: {
    title: "Effect in doubt",
    meaning:
      "The request was sent, but no answer came back, so nobody knows whether it took effect.",
    remedy: "Look at the target; then settle the run as happened or not happened.",
  },
  E606: {
    title: "No single number",
    meaning:
      "The query found no data, several series, or infinity, where exactly one number is needed.",
    remedy: "Try the query in Prometheus; narrow it by labels, or add it up with sum() or max().",
  },
  E607: {
    title: "Other rows than expected",
    meaning:
      "The statement touched fewer or more rows than the playbook allows, so all of it was taken back.",
    remedy: "Look at the rows before running it again; the world differs from what its author saw.",
  },
  E610: {
    title: "Program not started",
    meaning:
      "The program is not listed under its connection, cannot be made ready, or may not be run. Nothing was started.",
    remedy: "Mend its entry in connections.yaml, or the playbook that names it.",
  },
  E611: {
    title: "Program ended badly",
    meaning: "The program ran to its end, with an exit code that does not mean success here.",
    remedy: "Read what it wrote in the step's detail.",
  },
  E620: {
    title: "Redis refused the command",
    meaning:
      "The Redis answered, and will not do what was asked: the user may not, it is a copy, it is full, or it still loads.",
    remedy: "The message says which; redis.stats shows memory, role and persistence.",
  },
  E621: {
    title: "Locks are held",
    meaning:
      "Every lock that was to be cleared has an owner that lives, or another owner than was seen. None was touched.",
    remedy: "Look at the locks again; if an owner hangs, restart it instead.",
  },
  E622: {
    title: "Not as the step left it",
    meaning:
      "Somebody has changed what a step had changed, so taking it back would undo their work as well.",
    remedy: "Look at how it stands now, and decide by hand.",
  },
  E623: {
    title: "Cache not cleared",
    meaning:
      "There are more keys than allowed under the prefix, or some that are no cache. Nothing was touched.",
    remedy: "Look whether the prefix means more than the cache.",
  },
  E624: {
    title: "No such queue",
    meaning: "Nothing was ever added to a queue of this name under the connection's prefix.",
    remedy: "Check the name, and the prefix in connections.yaml.",
  },
  E625: {
    title: "No job moved",
    meaning:
      "Each job has changed since it was seen, is gone, or belongs to a flow that would lose it.",
    remedy: "List the failed jobs again.",
  },
  E640: {
    title: "Namespace not listed",
    meaning:
      "connections.yaml limits this cluster to certain namespaces, and this is none of them.",
    remedy: "List the namespace under the connection if it is really meant.",
  },
  E641: {
    title: "Cluster does not allow it",
    meaning: "The account that Pitcrew uses is unknown to the cluster, or lacks a right there.",
    remedy: "Run `pitcrew rbac` and give the account the role that it prints.",
  },
  E642: {
    title: "Not in the cluster",
    meaning: "The cluster has no object, container or revision of this name.",
    remedy: "Check the name and the namespace.",
  },
  E643: {
    title: "Cluster refuses the change",
    meaning:
      "The change is not valid, a quota is used up, or an admission rule of the cluster stands against it.",
    remedy: "Change what the message names, or ask whoever set that rule.",
  },
  E644: {
    title: "Changed in between",
    meaning: "Somebody else kept writing to the same object, so that nothing was written over it.",
    remedy: "Look who else writes to it; it is tried again by itself.",
  },
  E645: {
    title: "No longer as it was left",
    meaning: "Undo takes back only what the step left behind, and somebody has changed it since.",
    remedy: "Decide by hand what it should be; nothing was taken back.",
  },
  E646: {
    title: "Rollout stuck",
    meaning: "The cluster has given up waiting for new pods, and says what holds them up.",
    remedy: "Mend what holds the pods up, or roll back with k8s.rollback.",
  },
  E647: {
    title: "Scaled by something else",
    meaning:
      "An autoscaler decides about the number of pods, and would work against the change or take it back.",
    remedy: "Change the autoscaler instead, with k8s.autoscale or by hand.",
  },
  E648: {
    title: "Rollouts paused",
    meaning:
      "Somebody has paused the rollouts of the deployment, so that its pods stay as they are.",
    remedy: "Ask who paused them and why, then let them go on.",
  },
  E650: {
    title: "Slack half set up",
    meaning:
      "Pitcrew needs a token to speak in Slack, and another or a secret to hear people there.",
    remedy: "Set SLACK_BOT_TOKEN, and either SLACK_APP_TOKEN or SLACK_SIGNING_SECRET.",
  },
  E670: {
    title: "Not signed by PagerDuty",
    meaning:
      "None of the secrets in pitcrew.yaml has signed this call, so nobody knows where it comes from.",
    remedy: "Compare pagerduty.webhook_secrets with the secret of the webhook subscription.",
  },
  E671: {
    title: "No secret for PagerDuty's webhook",
    meaning:
      "Calls from PagerDuty are believed by their signature, and pitcrew.yaml names no secret, or one that cannot be read.",
    remedy: "Set pagerduty.webhook_secrets; PagerDuty sends the call again by itself for 48 hours.",
  },
  E672: {
    title: "Not an event of PagerDuty",
    meaning: "The body is too large, or does not have the form of a webhook of version 3.",
    remedy: "Look who sends this; the subscription must be one of version 3.",
  },
} as const satisfies CodeTable;
