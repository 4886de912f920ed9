import type { CodeTable } from "./code-entry.ts";

/** Codes of runs and refusals. */
export const RUN_CODES = {
  E301: {
    title: "Param refused",
    meaning:
      "The alert or the caller gave no value for a param, or one that does not fit its type. Nothing was started.",
    remedy: "Check the label that the message names, or give the param a default.",
  },
  E302: {
    title: "More items than allowed",
    meaning: "A `foreach` found more items than its `max`, so it touched none of them.",
    remedy: "Look at the list: it is larger than the author of the playbook thought possible.",
  },
  E303: {
    title: "Time ran out",
    meaning: "The step did not answer within its time-out, or the run passed its deadline.",
    remedy: "Look at the system behind it before trying again.",
  },
  E304: {
    title: "Verify did not hold",
    meaning: "The change was made, but what it was made for did not come true in time.",
    remedy: "Look at the numbers before and after; the cause is probably another one.",
  },
  E305: {
    title: "Result of unexpected form",
    meaning:
      "The step's result does not have the form that its kind promises, so nothing may rely on it.",
    remedy: "Check the version of the system behind it.",
  },
  E306: {
    title: "Sub-playbook did not help",
    meaning: "The sub-playbook ended in another outcome than a fix.",
    remedy: "Open its run to see why.",
  },
  E307: {
    title: "Step broke off",
    meaning:
      "Something happened that the step's kind does not foresee; it may be a fault of Pitcrew.",
    remedy: "Read the step's detail. If it happens again, report it.",
  },
  E308: {
    title: "Not sent yet",
    meaning:
      "The effect waited too long to be sent, or Pitcrew was stopping. Nothing was sent; the step is tried again by itself.",
    remedy: "Nothing; look at the age of the oldest run that waits if it happens often.",
  },
  E309: {
    title: "Target held",
    meaning:
      "Another run, or a person, holds what this step would change or the lock of its playbook. Nothing was sent.",
    remedy: "Wait until it is free, or look at what holds it.",
  },
  E311: {
    title: "No such playbook",
    meaning: "The server has no playbook of this name, or its file has errors and never worked.",
    remedy:
      "Run `pitcrew check` to see what is wrong; `kill -HUP` makes the server load files again.",
  },
  E312: {
    title: "No such run",
    meaning: "The server has no run with this id.",
    remedy: "Look it up: `pitcrew runs` lists the runs with their ids.",
  },
  E313: {
    title: "Not possible now",
    meaning: "The run is not in a state in which this can be done.",
    remedy: "Look how it stands, and what it waits for, with `pitcrew show`.",
  },
  E314: {
    title: "Run id taken",
    meaning: "Another run was started under the same id; nothing was started.",
    remedy: "Choose another id.",
  },
  E315: {
    title: "Playbook of the run not understood",
    meaning:
      "The run follows a version of its playbook that this Pitcrew cannot read in the way it was meant, so it stands still.",
    remedy: "Serve it with a Pitcrew that understands that version.",
  },
  E316: {
    title: "Changes of a sub-playbook stay",
    meaning:
      "The run that the step called could not take all of its changes back, so those before it stay as well.",
    remedy: "Open its run to see why.",
  },
  E320: {
    title: "Not a person",
    meaning: "Something that is no person tried to approve or deny. Votes are counted by person.",
    remedy: "Let one of those who are asked decide, under their own name.",
  },
  E321: {
    title: "Not asked",
    meaning: "Whoever voted is none of the people, teams and groups that the step names.",
    remedy: "Ask one of them; `pitcrew approvals` says who they are.",
  },
  E322: {
    title: "Own wish",
    meaning:
      "Nobody approves what they asked for themselves, or a version of a playbook that they wrote or activated.",
    remedy:
      "Ask another of those who are asked. Where all can be taken back, the policy of an environment may allow it.",
  },
  E323: {
    title: "Plan changed",
    meaning: "What would be done is no longer what was shown, so the vote was not taken.",
    remedy: "Look at the plan as it is now, `pitcrew approvals`, and vote on that.",
  },
  E324: {
    title: "Approval does not hold",
    meaning:
      "What was approved is no longer what would be done, was not sent in time, or somebody who approved it may not any more. It was not sent.",
    remedy: "Look at what was done so far, and start the rest anew.",
  },
  E325: {
    title: "Already decided",
    meaning: "Others were quicker, or you have said the same before. Nothing was changed by it.",
    remedy: "Ask `pitcrew show` who decided. `pitcrew stop` ends the run.",
  },
  E326: {
    title: "Not earned",
    meaning: "The version has not shown enough yet to act alone in this environment.",
    remedy:
      "See `pitcrew playbook show`: verified fixes and a passed drill come before the reviewer's yes.",
  },
  E327: {
    title: "Own version",
    meaning: "Nobody lets a version act alone that they have published or activated themselves.",
    remedy: "Ask another author or admin of the team that owns the playbook.",
  },
  E328: {
    title: "No rung below",
    meaning: "The version only observes already, so there is nothing that could be taken back.",
    remedy: "Run `pitcrew pause playbook:NAME` if it shall not start by itself at all.",
  },
  E340: {
    title: "Frozen",
    meaning:
      "Somebody has frozen everything, a team or a playbook. Nothing was sent, and nothing is until it is thawed.",
    remedy: "Run `pitcrew brakes` to see who froze it and why; `pitcrew thaw` ends it.",
  },
  E341: {
    title: "Cooling down",
    meaning:
      "Another run of the same playbook changed the same target a short while ago, and the playbook asks for a pause.",
    remedy: "Look whether that run helped; the change is made when the pause is over.",
  },
  E342: {
    title: "Too many changes a minute",
    meaning: "All playbooks and people together have made as many changes as they may in a minute.",
    remedy: "Nothing; it goes on by itself within a minute.",
  },
  E343: {
    title: "Too much would be unavailable",
    meaning:
      "The change takes more of a workload out of service than all changes together may at a time.",
    remedy: "Take fewer at a time, or raise `budgets.unavailable` in pitcrew.yaml.",
  },
  E344: {
    title: "Too far for one change",
    meaning:
      "The new size is too far from the one before, by the limits of Pitcrew or the playbook.",
    remedy: "Go in several runs, or change it by hand.",
  },
  E345: {
    title: "Too many targets",
    meaning: "The run would change more things than `safety.max_targets` of its playbook allows.",
    remedy: "Choose fewer targets, or have the playbook allow more in a new version.",
  },
  E346: {
    title: "Change without a target",
    meaning: "The step would change something, and nobody can say what. Nothing was sent.",
    remedy: "Look what the list that the step works on came to.",
  },
  E347: {
    title: "Guard says no",
    meaning:
      "The signal that the playbook watches is not as it shall be, or cannot be read. Nothing was sent.",
    remedy: "Look what the signal shows; the run goes on by itself when it holds again.",
  },
  E348: {
    title: "Paused",
    meaning: "Somebody has paused what starts by itself, or lets Pitcrew run empty.",
    remedy: "Run `pitcrew brakes` to see who and why; `pitcrew resume` ends it.",
  },
  E349: {
    title: "Ran often enough",
    meaning:
      "The playbook was run as often as it may be in a stretch of time, and starts no more by itself.",
    remedy: "Look why it did not help for good; a person may start it by hand.",
  },
  E350: {
    title: "Storm",
    meaning:
      "Many different targets want the same playbook at once, so there is one cause behind them and nothing of it starts by itself.",
    remedy: "Look for that cause; a person may start the playbook by hand.",
  },
  E351: {
    title: "Destination left alone",
    meaning:
      "The other side failed five times in a row, or half of the time, so for a while it is not asked. Nothing was sent.",
    remedy: "Look whether the system behind the connection is up; it is tried again by itself.",
  },
  E352: {
    title: "Target taken",
    meaning: "A run or another person has the target for itself, so it cannot be held.",
    remedy: "Look at that run or ask that person first.",
  },
  E353: {
    title: "Nothing to end",
    meaning: "No such switch is on, or nobody holds the target.",
    remedy: "Run `pitcrew brakes` to see what is on and what is held.",
  },
  E360: {
    title: "A secret cannot be put back",
    meaning:
      "Secrets are taken out of everything that is kept. What was there before this change held one, so Pitcrew does not know all of it any more and leaves the change as it is.",
    remedy: "Take the change back by hand, with the secret from where it is kept.",
  },
  E361: {
    title: "A playbook holds a secret",
    meaning:
      "A text of the playbook is, or contains, the value of a secret that a connection of this server refers to. Every published version is kept for ever, so this one is not published.",
    remedy:
      "Name a connection instead, and replace the secret, since whoever could read the file has it.",
  },
  E370: {
    title: "Sender of alerts not known",
    meaning:
      "The request has no token, a wrong one, or one of another source. Which sources there are is not told.",
    remedy: "Give Alertmanager the source's token: http_config.authorization.credentials.",
  },
  E371: {
    title: "Alerts not sent as JSON",
    meaning: "The Content-Type is not application/json, or the body is packed. It was not read.",
    remedy: "Send plain JSON, as Alertmanager's webhook does.",
  },
  E372: {
    title: "Too many alerts in one message",
    meaning:
      "The body is larger than is read, so its alerts are not known from it. An alert of our own says so, and the source is asked what fires.",
    remedy: "Group by more labels in Alertmanager, so that each message becomes smaller.",
  },
  E373: {
    title: "Body holds no alerts",
    meaning: "The body is not what Alertmanager's webhook sends, or not what the mapping expects.",
    remedy: "Mend the field that the message names; use no payload template for this receiver.",
  },
  E374: {
    title: "Hostile name in a body",
    meaning:
      "A label or field has a name that means something to JavaScript itself, such as __proto__, or the body is nested too deep.",
    remedy: "Look who sends this; rename or drop the label in the alerting rule.",
  },
  E375: {
    title: "Intake full",
    meaning:
      "The source has as many requests under way as are worked on at once. Nothing was stored.",
    remedy: "Alertmanager sends it again by itself; if it lasts, look at the database.",
  },
  E376: {
    title: "Alerts not stored",
    meaning: "The database did not take the alerts, so the sender was not told that it did.",
    remedy: "Alertmanager sends them again by itself; look at the database.",
  },
  E377: {
    title: "Alerts are taken with POST only",
    meaning: "Something on the way redirects, which turns a POST into a GET without a body.",
    remedy: "Give Alertmanager the final URL, and set follow_redirects: false.",
  },
  E378: {
    title: "No such alert",
    meaning: "No alert has this id or fingerprint, and no run was started for one.",
    remedy: "List the alerts that there are with `pitcrew alerts`.",
  },
  E379: {
    title: "Several playbooks take the alert",
    meaning: "They fit equally well, so a person has to decide, and nothing was started.",
    remedy: "Give one of them a narrower match or a higher priority.",
  },
  E380: {
    title: "Alert could not be matched",
    meaning:
      "Matching it broke off several times, so it was set aside and a person was told. The alert itself is kept.",
    remedy: "Handle the alert by hand, and read the log of the server.",
  },
  E381: {
    title: "No such window",
    meaning: "No window of this id was opened by hand, or it has ended already.",
    remedy: "Look at `pitcrew windows list`; windows of pitcrew.yaml are ended there.",
  },
  E382: {
    title: "Too many runs wait",
    meaning:
      "So many runs wait for a worker that nothing more starts by itself. Alerts are kept, and matched again.",
    remedy:
      "Look whether workers are alive with `pitcrew doctor`; a person may start what cannot wait.",
  },
} as const satisfies CodeTable;
