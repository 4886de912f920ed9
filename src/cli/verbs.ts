import { ACCESS_VERBS } from "./access-verbs.ts";
import { ALERT_VERBS } from "./alert-verbs.ts";
import { APPROVAL_VERBS } from "./approval-verbs.ts";
import { AUDIT_VERBS } from "./audit-verbs.ts";
import { BRAKE_VERBS } from "./brake-verbs.ts";
import { RUN_VERBS } from "./run-verbs.ts";
import { SLACK_VERBS } from "./slack-verbs.ts";
import { UPKEEP_VERBS } from "./upkeep-verbs.ts";
import { type Verb, verb } from "./verb.ts";
import { dataDir, json, playbooks, world } from "./verb-options.ts";

const WRITE = "Write playbooks:";
const PROVE = "Prove them:";
const SET_UP = "Set up:";
const PRACTISE = "Practise:";
const SHELL = "Shell:";

/** Every verb in the order of the help text. */
export const VERBS: readonly Verb[] = [
  verb({
    name: "new",
    group: WRITE,
    summary: "write a first playbook and its test",
    usage: "<name>",
    options: [
      { flags: "--from-alert <file>", meaning: "fit it to an alert that Alertmanager sent" },
      { flags: "--owner <team>", meaning: "who owns it and is called (default: my-team)" },
      { flags: "--connection <name>", meaning: "what it looks at (default: my-service)" },
      playbooks,
    ],
    completes: { is: "nothing" },
    examples: [
      { line: "pitcrew new queue-backlog", does: "a small example to start from" },
      {
        line: "pitcrew new queue-backlog --from-alert alert.json",
        does: "match and params from an alert",
      },
    ],
    load: async () => (await import("./new.ts")).writeNew,
  }),
  verb({
    name: "explain",
    group: WRITE,
    summary: "say what an error code means and what helps",
    usage: "[code]",
    options: [json],
    completes: { is: "asked", what: "codes" },
    examples: [
      { line: "pitcrew explain E201", does: "one code" },
      { line: "pitcrew explain", does: "all of them" },
    ],
    load: async () => (await import("./explain.ts")).explain,
  }),
  verb({
    name: "schema",
    group: WRITE,
    summary: "print the JSON Schema with which editors complete playbooks",
    usage: "",
    options: [
      { flags: "--kinds", meaning: "list the step kinds instead" },
      { flags: "--kind <name>", meaning: "print a step of this kind instead" },
      { flags: "--settings", meaning: "print the schema of pitcrew.yaml instead" },
      { flags: "--drill", meaning: "print the schema of a drill instead" },
      json,
    ],
    completes: { is: "nothing" },
    examples: [
      { line: "pitcrew schema > playbooks/playbook.schema.json", does: "where editors find it" },
      { line: "pitcrew schema --kind http.get", does: "a step to copy" },
    ],
    load: async () => (await import("./schema.ts")).printSchema,
  }),
  verb({
    name: "check",
    group: PROVE,
    summary: "find what is wrong in playbooks, as the server would",
    usage: "[files...]",
    options: [
      {
        flags: "--format <format>",
        meaning: "how to print findings",
        choices: ["text", "json", "sarif"],
      },
      { flags: "--json", meaning: "the same as --format json" },
      { flags: "--write-lock", meaning: "pin sub-playbooks in lock.yaml as they are now" },
      ...world,
    ],
    completes: { is: "asked", what: "playbooks" },
    examples: [
      { line: "pitcrew check", does: "all playbooks" },
      { line: "pitcrew check --format sarif > findings.sarif", does: "for code scanning" },
    ],
    load: async () => (await import("./check.ts")).check,
  }),
  verb({
    name: "test",
    group: PROVE,
    summary: "run the tests beside the playbooks; nothing outside is touched",
    usage: "[files...]",
    options: [
      { flags: "--coverage", meaning: "list decisions and escalations that no test reached" },
      { flags: "--from <run>", meaning: "write a run of the server as a test, and run none" },
      json,
      dataDir,
      ...world,
    ],
    completes: { is: "asked", what: "tests" },
    examples: [
      { line: "pitcrew test", does: "all tests" },
      {
        line: "pitcrew test playbooks/queue-backlog.test.yaml --coverage",
        does: "one file, and what it missed",
      },
      {
        line: "pitcrew test --from 0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90",
        does: "what it met becomes a test beside its playbook",
      },
    ],
    load: async () => (await import("./test.ts")).test,
  }),
  verb({
    name: "diff",
    group: PROVE,
    summary: "name what changed between two versions and the least bump it needs",
    usage: "<before> <after>",
    options: [json],
    completes: { is: "asked", what: "playbooks" },
    examples: [
      {
        line: "pitcrew diff old/queue-backlog.yaml playbooks/queue-backlog.yaml",
        does: "two files",
      },
    ],
    load: async () => (await import("./diff.ts")).diff,
  }),
  verb({
    name: "match",
    group: PROVE,
    summary: "say which playbook an alert would start, and why not the others",
    usage: "<alert.json>",
    options: [json, ...world],
    completes: { is: "files" },
    examples: [
      { line: "pitcrew match alert.json", does: "a webhook body, or one alert of it" },
      { line: "pitcrew match - < alert.json", does: "from standard input" },
    ],
    load: async () => (await import("./match.ts")).match,
  }),
  ...RUN_VERBS,
  ...APPROVAL_VERBS,
  ...SLACK_VERBS,
  ...ALERT_VERBS,
  ...BRAKE_VERBS,
  ...ACCESS_VERBS,
  ...AUDIT_VERBS,
  ...UPKEEP_VERBS,
  verb({
    name: "rbac",
    group: SET_UP,
    summary: "print the roles that the playbooks need in their clusters, and no right more",
    usage: "[files...]",
    options: [
      { flags: "--namespace <names>", meaning: "only for these, such as agents,shop" },
      json,
      ...world,
    ],
    completes: { is: "asked", what: "playbooks" },
    examples: [
      { line: "pitcrew rbac > role.yaml", does: "for all playbooks" },
      { line: "pitcrew rbac --namespace agents", does: "when a namespace comes from data" },
    ],
    load: async () => (await import("./rbac.ts")).rbac,
  }),
  verb({
    name: "drill",
    group: PRACTISE,
    summary: "rehearse incidents on systems to practise on, or break those by hand",
    usage: "<list|run|report|cluster|range|faults|break> [name]",
    options: [
      { flags: "--surprise", meaning: "run: one by chance; which one is said at the end" },
      { flags: "--ask", meaning: "run: you decide on each plan; without it, each is approved" },
      { flags: "--trend", meaning: "report: how drills went over time; one, or all" },
      {
        flags: "--kill",
        meaning: "run: kill its Pitcrew at a moment by chance, and start it again",
      },
      json,
      playbooks,
      dataDir,
      { flags: "--port <number>", meaning: "where it listens (default: any; range: 3003)" },
      { flags: "--state <file>", meaning: "cluster: begin with what it holds; save to it" },
      { flags: "--redis <url>", meaning: "range: use this Redis instead of one of its own" },
      { flags: "--pace <number>", meaning: "range: how much faster its time goes (default: 1)" },
      { flags: "--connections <file>", meaning: "range: write how playbooks find it" },
      {
        flags: "--prometheus <dir>",
        meaning: "range: write how a Prometheus watches it, by its rules",
      },
      { flags: "--at <url>", meaning: "break: which range (default: PITCREW_RANGE, port 3004)" },
    ],
    completes: {
      is: "words",
      words: ["list", "run", "report", "cluster", "range", "faults", "break"],
    },
    examples: [
      { line: "pitcrew drill run lock-not-released", does: "breaks it, mends it, keeps the score" },
      { line: "pitcrew drill run --surprise --ask", does: "one that you do not know beforehand" },
      {
        line: "pitcrew drill cluster",
        does: "a Kubernetes API; prints the KUBECONFIG for kubectl",
      },
      { line: "pitcrew drill range", does: "a workflow engine with workers, on such a cluster" },
      { line: "pitcrew drill faults", does: "the ways in which it can be broken" },
      { line: "pitcrew drill break no-workers", does: "breaks the one in the other terminal" },
    ],
    load: async () => (await import("./drill.ts")).drill,
  }),
  verb({
    name: "demo",
    group: PRACTISE,
    summary: "take a tour: an incident mended, a server killed, a typo found, a drill scored",
    usage: "",
    options: [{ flags: "--fast", meaning: "wait for nobody" }, playbooks],
    completes: { is: "nothing" },
    examples: [
      { line: "pitcrew demo", does: "five minutes, on a range of its own" },
      { line: "pitcrew demo --fast", does: "half a minute; fails if anything is not as told" },
    ],
    load: async () => (await import("./demo.ts")).demo,
  }),
  verb({
    name: "completion",
    group: SHELL,
    summary: "print the completion script of a shell",
    usage: "<shell>",
    options: [],
    completes: { is: "words", words: ["bash", "zsh", "fish"] },
    examples: [
      { line: 'eval "$(pitcrew completion bash)"', does: "in ~/.bashrc" },
      { line: "pitcrew completion fish > ~/.config/fish/completions/pitcrew.fish", does: "once" },
    ],
    load: async () => (await import("./completion.ts")).completionOf(VERBS),
  }),
];

/** What completion scripts call while somebody types; nobody else needs to know of it. */
export const COMPLETE: Verb = verb({
  name: "__complete",
  group: SHELL,
  summary: "answer a completion script",
  usage: "[what]",
  options: [],
  completes: { is: "nothing" },
  examples: [],
  load: async () => (await import("./complete.ts")).complete,
});
