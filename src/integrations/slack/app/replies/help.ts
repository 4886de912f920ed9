import type { Notice, NoticePart } from "../../../../model/notice.ts";
import { USAGE, type VerbName } from "../parse-command.ts";

const DOES: Readonly<Record<VerbName, string>> = {
  run: "choose params, then start",
  plan: "what it would do; changes nothing",
  status: "one run: its steps",
  stop: "end it and take its changes back",
  pause: "no automatic runs; people still can",
  resume: "automatic runs again",
  freeze: "nothing changes anything, until somebody thaws it",
  thaw: "changes are possible again",
  why: "which playbook takes an alert, and which rule said no",
  drill: "rehearse an incident; without a name, what there is",
  help: "this",
};

export const HELP: Notice = {
  sentence: "These are the commands of /pitcrew.",
  parts: [
    { is: "row", label: "/pitcrew", text: "what is live, and what waits for you" },
    ...Object.entries(DOES).map(([verb, text]): NoticePart => {
      // Object.entries forgets which names it saw.
      const label = `${verb} ${USAGE[verb as VerbName]}`.trim();
      return { is: "row", label, text };
    }),
    { is: "text", text: "Try: /pitcrew run queue-backlog queue=orders" },
    { is: "small", text: "Approving has no command: a decision needs the plan in view." },
  ],
};
