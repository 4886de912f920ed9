import type { CodeTable } from "./code-entry.ts";

/** Codes of access. */
export const ACCESS_CODES = {
  E401: {
    title: "Request not understood",
    meaning: "The request does not have the form that this address of the API takes.",
    remedy: "Mend the field that the message names.",
  },
  E402: {
    title: "Not allowed",
    meaning: "Whoever asked is known, and does not have the role that this takes.",
    remedy: "Ask somebody who has the role that the message names, or to be given it.",
  },
  E403: {
    title: "No address to serve at",
    meaning: "HOST, PORT or METRICS_PORT is none, or something else listens there already.",
    remedy: "Set them to an address of this machine that is free; PORT=0 takes any.",
  },
  E404: {
    title: "No key",
    meaning: "Over HTTP, Pitcrew answers only those who say who they are.",
    remedy: "Send the header Authorization: Bearer pk_…, with a key from pitcrew keys create.",
  },
  E405: {
    title: "Key cannot be read",
    meaning:
      "The header Authorization has another form than the word Bearer, one space and a key. No key was looked up.",
    remedy: "Mend what the message names; a space too many is the usual reason.",
  },
  E406: {
    title: "Unknown key",
    meaning: "There is no such key here, or it was not copied to its end.",
    remedy: "Compare it with what was shown when it was made, or have a new one made.",
  },
  E407: {
    title: "Key has expired",
    meaning: "The key was right until its time was over.",
    remedy: "Have a new one made with pitcrew keys create.",
  },
  E408: {
    title: "Key was revoked",
    meaning: "The key was right until somebody took it back.",
    remedy: "Ask whoever administers Pitcrew why, and for a new one.",
  },
  E409: {
    title: "Too many requests",
    meaning: "One caller asked for more in a minute than server.requests_per_minute allows.",
    remedy:
      "Wait as long as Retry-After says, and follow a run by its event stream, not by asking.",
  },
  E410: {
    title: "No such key to change",
    meaning: "There is no key of this name, or it is not yours.",
    remedy: "List those that there are with `pitcrew keys list`.",
  },
  E411: {
    title: "Name of a key is taken",
    meaning: "Another key has or had this name; the record would not tell the two apart.",
    remedy: "Choose another name, or renew the one that there is with pitcrew keys rotate.",
  },
  E412: {
    title: "PITCREW_ADMIN_KEY is no good secret",
    meaning: "The key can do everything, so it must be too long to be guessed.",
    remedy: "Set it to 32 characters or more, as `openssl rand -base64 33` makes them.",
  },
  E413: {
    title: "Idempotency-Key was used for something else",
    meaning: "The same caller sent the same Idempotency-Key with another request within a day.",
    remedy: "Choose a new one for each thing that you want, for example a random UUID.",
  },
  E414: {
    title: "Still being answered",
    meaning: "The same request, with the same Idempotency-Key, is being carried out right now.",
    remedy: "Ask again in a moment; its answer comes then.",
  },
  E415: {
    title: "Not from a page of Pitcrew",
    meaning: "A browser that is signed in sent a change without what only our own pages know.",
    remedy: "Load the page again and repeat it; programs use a key instead.",
  },
  E416: {
    title: "No longer signed in",
    meaning: "The session has expired, or you signed out.",
    remedy: "Sign in again at /sign-in.",
  },
  E420: {
    title: "Nothing to recover",
    meaning:
      "Only a run that was claimed several times without getting anywhere is left alone, and this one is not.",
    remedy: "Look how the run stands with pitcrew show.",
  },
  E430: {
    title: "Nobody we know",
    meaning: "The Slack account that asked is no person of directory.yaml.",
    remedy: "Write the account's member id into the person's entry there.",
  },
  E431: {
    title: "Not one of us in Slack",
    meaning: "Guests, bots, deactivated accounts and people of other workspaces are not heard.",
    remedy: "Use an account of a full member of the workspace that Pitcrew is installed in.",
  },
  E432: {
    title: "Slack does not say who it is",
    meaning: "Slack could not be asked whom an account belongs to, so nothing was done.",
    remedy: "Try again, or use the command line, which needs no Slack.",
  },
  E433: {
    title: "Slack command misread",
    meaning: "What was written after /pitcrew is no command, or lacks something.",
    remedy: "Write /pitcrew help.",
  },
  E434: {
    title: "Dialog not understood",
    meaning: "What was sent off with a dialog in Slack does not fit what the dialog was about.",
    remedy: "Open it again from the message or the command.",
  },
  E435: {
    title: "Nobody to page",
    meaning:
      "Nobody can be paged under that name: it is neither a team with a service of PagerDuty nor pagerduty/ and a service, as directory.yaml has them.",
    remedy: "Name another, or give the team a service in directory.yaml.",
  },
  E436: {
    title: "No such drill",
    meaning: "The folder of the playbooks has no drill of that name.",
    remedy: "Write /pitcrew drill to see those that there are.",
  },
  E437: {
    title: "A drill is under way",
    meaning: "A server rehearses one incident at a time, so that one does not slow the other.",
    remedy: "Wait until it is over.",
  },
} as const satisfies CodeTable;
