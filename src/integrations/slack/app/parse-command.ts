import { parseDuration } from "../../../model/duration.ts";
import { didYouMean } from "../../../model/did-you-mean.ts";

/** What somebody writes after /pitcrew. */
export type Command =
  | { readonly is: "overview" | "help" }
  | { readonly is: "run" | "plan"; readonly playbook: string; readonly params: Given }
  | { readonly is: "status" | "stop"; readonly run: string }
  | { readonly is: "pause"; readonly what: string; readonly forMs: number | null }
  | { readonly is: "resume" | "thaw"; readonly what: string }
  | { readonly is: "freeze"; readonly what: string; readonly reason: string }
  /** An alert by its id or fingerprint, or a run by its id, as it stands in what was written. */
  | { readonly is: "why"; readonly about: string }
  /** Null asks what there is. */
  | { readonly is: "drill"; readonly name: string | null }
  | { readonly is: "misread"; readonly message: string; readonly remedy: string };

type Given = Readonly<Record<string, string>>;

export const USAGE = {
  run: "<playbook> [name=value...]",
  plan: "<playbook> [name=value...]",
  status: "<run>",
  stop: "<run>",
  pause: "<playbook|all> [1h]",
  resume: "<playbook|all>",
  freeze: "<playbook|all> <why>",
  thaw: "<playbook|all>",
  why: "<alert or its link>",
  drill: "[name]",
  help: "",
} as const;

export type VerbName = keyof typeof USAGE;

export function parseCommand(text: string): Command {
  const [written = "", ...rest] = text.trim().split(/\s+/u);
  if (written === "") return { is: "overview" };
  const verb = verbOf(written);
  if (verb === undefined) return unknown(written);
  switch (verb) {
    case "help":
      return { is: "help" };
    case "run":
    case "plan":
      return withPlaybook(verb, rest);
    case "status":
    case "stop":
      return withRun(verb, rest);
    case "pause":
      return pause(rest);
    case "resume":
    case "thaw": {
      const [what] = rest;
      return what === undefined ? lacking(verb) : { is: verb, what };
    }
    case "freeze":
      return freeze(rest);
    case "why":
      return why(rest);
    case "drill":
      return { is: "drill", name: rest[0] ?? null };
  }
}

function verbOf(written: string): VerbName | undefined {
  const verb = written.toLowerCase();
  // The comparison narrows to exactly the verbs of this name.
  return Object.hasOwn(USAGE, verb) ? (verb as VerbName) : undefined;
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

/** Everybody who finds that nothing moves wants to know why. */
function freeze([what, ...why]: readonly string[]): Command {
  const reason = why.join(" ");
  return what === undefined || reason === "" ? lacking("freeze") : { is: "freeze", what, reason };
}

/** A link names what it shows with its last id. */
function why(words: readonly string[]): Command {
  const text = words.join(" ").toLowerCase();
  const about = (text.match(ID) ?? text.match(FINGERPRINT))?.at(-1);
  return about === undefined ? lacking("why") : { is: "why", about };
}

const ID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
const FINGERPRINT = /\b[0-9a-f]{16}\b/g;

function lacking(is: VerbName): Command {
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
  const meant = didYouMean(verb, Object.keys(USAGE));
  return {
    is: "misread",
    message: `No command "${verb}"`,
    remedy: meant === undefined ? "Write /pitcrew help." : `Did you mean ${meant}?`,
  };
}
