import { parseDuration } from "../../../model/duration.ts";
import { didYouMean } from "../../../model/did-you-mean.ts";

/** What somebody writes after /pitcrew. */
export type Command =
  | { readonly is: "overview" | "help" }
  | { readonly is: "run" | "plan"; readonly playbook: string; readonly params: Given }
  | { readonly is: "status" | "stop"; readonly run: string }
  | { readonly is: "pause"; readonly what: string; readonly forMs: number | null }
  | { readonly is: "resume"; readonly what: string }
  | { readonly is: "misread"; readonly message: string; readonly remedy: string };

type Given = Readonly<Record<string, string>>;

const USAGE = {
  run: "<playbook> [name=value...]",
  plan: "<playbook> [name=value...]",
  status: "<run>",
  stop: "<run>",
  pause: "<playbook|all> [1h]",
  resume: "<playbook|all>",
  help: "",
} as const;

const VERBS = Object.keys(USAGE);

export function parseCommand(text: string): Command {
  const [verb = "", ...rest] = text.trim().split(/\s+/u);
  switch (verb.toLowerCase()) {
    case "":
      return { is: "overview" };
    case "help":
      return { is: "help" };
    case "run":
      return withPlaybook("run", rest);
    case "plan":
      return withPlaybook("plan", rest);
    case "status":
      return withRun("status", rest);
    case "stop":
      return withRun("stop", rest);
    case "pause":
      return pause(rest);
    case "resume": {
      const [what] = rest;
      return what === undefined ? lacking("resume") : { is: "resume", what };
    }
    default:
      return unknown(verb);
  }
}

function withPlaybook(is: "run" | "plan", [playbook, ...given]: readonly string[]): Command {
  if (playbook === undefined) return lacking(is);
  const params: Record<string, string> = {};
  for (const one of given) {
    const at = one.indexOf("=");
    if (at < 1) return notAParam(one);
    params[one.slice(0, at)] = one.slice(at + 1);
  }
  return { is, playbook, params };
}

function withRun(is: "status" | "stop", [run, ...more]: readonly string[]): Command {
  return run === undefined || more.length > 0 ? lacking(is) : { is, run };
}

function pause([what, lasts]: readonly string[]): Command {
  if (what === undefined) return lacking("pause");
  if (lasts === undefined) return { is: "pause", what, forMs: null };
  const forMs = parseDuration(lasts);
  return forMs === undefined ? lacking("pause") : { is: "pause", what, forMs };
}

function lacking(is: keyof typeof USAGE): Command {
  return {
    is: "misread",
    message: `"${is}" needs something more, or less`,
    remedy: `Write /pitcrew ${is} ${USAGE[is]}.`,
  };
}

function notAParam(word: string): Command {
  return {
    is: "misread",
    message: `"${word}" is no param`,
    remedy: "Write each param as name=value, such as queue=orders.",
  };
}

function unknown(verb: string): Command {
  const meant = didYouMean(verb, VERBS);
  return {
    is: "misread",
    message: `No command "${verb}"`,
    remedy: meant === undefined ? "Write /pitcrew help." : `Did you mean ${meant}?`,
  };
}
