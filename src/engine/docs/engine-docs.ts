import { CLAIMS_WITHOUT_PROGRESS } from "../../ports/run-store.ts";
import { actionTable } from "./action-table.ts";
import { deathTable } from "./death-table.ts";
import { diagram } from "./diagram.ts";

/** The page about the engine: its pictures and tables are those that the code goes by. */
export function engineDocs(): string {
  const parts = [
    PROMISE,
    LIFE,
    `### A run\n\n${diagram("run")}`,
    `### A step\n\n${diagram("step")}`,
    `### A task\n\n${TASK}\n\n${diagram("task")}`,
    `### The undo of a change\n\n${diagram("undo")}`,
    `## What a person can do, and when\n\n${ACTIONS}\n\n${actionTable()}`,
    `## When a worker dies\n\n${DEATH}\n\n${deathTable()}`,
    DOUBT,
    UNDO,
    WAITS,
    VERSIONS,
    QUARANTINE,
    DRAIN,
    WAKES,
  ];
  return `${parts.join("\n\n")}\n`;
}

const PROMISE = `# How runs are carried out

## The promise

- A \`once\` effect is sent **at most once**. Only proof that it never left, or a person's word, lets it be sent again.
- A keyed effect (\`idempotent\`) may be sent several times, always under the same key, and so takes **effect once**.
- What nobody knows is **never guessed**. The run waits in doubt until a person says what happened.

Each effect is on record before it is sent: its *intent* and all that led to it are one commit. Its answer and the intent of
what follows are the next one. A run is the fold of its events, and every worker that takes it up reads the same.`;

const LIFE = `## The life of a run

A worker claims a run for ten seconds, renews that every three, and moves the run on until it rests or ends. A run that waits
is a row with a time, and costs nothing. The pictures show every change of state that there is. Arrows are labelled with the
event that makes the change; \`time\` is a time-out or a pause that is over, \`closing\` is the end of the run, and \`itself\`, or
no label, is the machine that goes on as far as it can.`;

const TASK = `A step works on tasks: one, or one for each item of its \`foreach\`.`;

const ACTIONS = `The engine, the API and the command line ask one table. The sentence behind the first need that is missing is
the answer.`;

const DEATH = `Nobody notices that a worker has died; its claim lapses. The next one takes the run up when the ten seconds are
over and somebody has looked for runs that are due. Whoever held an older claim can change nothing any more.`;

const DOUBT = `## In doubt

A \`once\` effect without an answer is in doubt, unless the kind has a probe that finds out. The run is \`waiting\`, starts nothing
new, and keeps its targets. \`pitcrew show RUN\` says what is in doubt and why, and how to settle it:

| \`pitcrew settle RUN …\` | then |
| --- | --- |
| \`happened\` | It counts as done. What it returned is lost, so a kind cannot take it back by itself. |
| \`not-happened\` | It is sent again, as the next attempt. |
| \`unknown\` | The run ends as \`unknown\`; an undo counts as failed. It is not sent again. |

An answer that comes late after all settles the doubt as well. A run whose step is in doubt at its deadline ends as \`unknown\`;
the undo of a run that has ended waits as long as it must.

After a database was put back to an earlier state, everything that happens \`once\` is in doubt before it is sent, in each run
that had not ended: it may have been sent in the part of the record that is lost. Keyed effects are repeated under their keys.`;

const UNDO = `## Undo

\`pitcrew stop RUN --undo\` ends a run and takes its changes back; \`pitcrew undo RUN\` takes back what a run has left that has ended.
How it ended stays: outcome, time and outputs do not change any more. Beside them stands \`undoing\`, then \`undone\` or \`undo_failed\`.

- Changes are taken back one at a time, the last one first. Those with \`undo: none\`, or of a kind without an undo, stay.
- A kind's undo compares before it sets: when somebody has changed the target since, it refuses. One change that cannot be taken
  back stops the others, because they may build on each other; the owner of the playbook is told what is still in place.
- The targets are locked again for as long as it takes. An undo whose target another holds is tried again for a while.
- It is an effect like any other: on record first, taken up by the next worker after a death, in doubt where it is \`once\`.
- It can be asked for again after it failed, except where nobody knows whether it took place.
- A playbook that the run called is asked in its turn, and takes its changes back in its own run; the caller waits for it. What
  it could not take back stops the changes before it as well.`;

const WAITS = `## Waiting for a target

A change whose target another holds is tried again after pauses that grow to a minute, where its playbook says \`on_locked: wait\`.
When the target is let go, the most urgent run that waits for it, then the oldest, is told and tries at once. That is a hint as
well: whoever misses it tries again by itself.`;

const VERSIONS = `## Two versions side by side

A process takes up only what it fully understands. A run whose version of its playbook it does not understand, because it lacks
a kind or knows another one by that name, is met once and then left to others, as is a run that a newer Pitcrew has carried on
in a form that it cannot read. \`pitcrew runs\` marks them, \`pitcrew show\` says why (E315), and \`/v1/health\` counts those that
nobody has taken up for half a minute.`;

const QUARANTINE = `## A run that kills its workers

A claim counts before anybody looks inside the run. After ${CLAIMS_WITHOUT_PROGRESS} claims in a row that brought nothing, the run is left alone, until somebody
sends it a message: an answer, a stop, a settlement. A worker that gives a run back by itself does not count.`;

const DRAIN = `## When a server stops

On SIGTERM it claims nothing more and sends no effect any more. It waits up to 25 seconds for what is on its way, records the
answers and gives its runs back, so that another takes them up at once. What it had wanted to send is sent by that one.`;

const WAKES = `## Why a lost wake-up loses nothing

That a run can go on stands in the database, with the time from which on. A wake is a hint to look there: it may be lost, come
twice, late or out of order. Each process also looks for runs that have been due for a moment and that nobody works on, so a
lost hint costs a few seconds at most. Wakes travel within the process, or through Redis when there are several.`;
