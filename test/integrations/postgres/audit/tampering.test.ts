import process from "node:process";
import { Client } from "pg";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type ChainedEntry, chainHash, GENESIS } from "../../../../src/audit/chain.ts";
import type { Connection } from "../../../postgres/administer.ts";
import { databaseForApp } from "../../../postgres/app-role.ts";
import { sealedWorld } from "./world.ts";

/** `AUDIT_ROUNDS=1000` for all of them, which takes some minutes. */
const ROUNDS = Number(process.env["AUDIT_ROUNDS"] ?? 24);

vi.setConfig({ testTimeout: 600_000 });

/** Who stands above the rules of the tables. */
const MIGHTY = ["owner", "superuser"] as const;

interface Forger {
  readonly query: (text: string, values?: readonly unknown[]) => Promise<unknown>;
  /** One sealed entry that is neither the first nor the last of its chain. */
  readonly victim: ChainedEntry;
  readonly chain: readonly ChainedEntry[];
  readonly chance: (below: number) => number;
}

/** Each leaves a record that looks as well made as its forger can make it. */
const FORGERIES: Readonly<Record<string, (forger: Forger) => Promise<void>>> = {
  "edits an entry": async ({ query, victim }) => {
    await query("update events set body = 'forged' where subject = $1 and seq = $2", place(victim));
  },
  "edits an entry and its hash": async ({ query, victim }) => {
    const hash = chainHash(victim.prev, { ...victim, actor: "eve" });
    await query(
      "update events set actor = 'eve', hash = decode($3, 'hex') where subject = $1 and seq = $2",
      [...place(victim), hash],
    );
  },
  "edits an entry and writes all after it anew": async ({ query, victim, chain }) => {
    await rewrite(
      query,
      chain.map((one) => (one.seq === victim.seq ? { ...one, body: "x" } : one)),
    );
  },
  "takes an entry out": async ({ query, victim }) => {
    await query("delete from events where subject = $1 and seq = $2", place(victim));
  },
  "takes an entry out and closes the gap": async ({ query, victim, chain }) => {
    await query("delete from events where subject = $1", [victim.subject]);
    await rewrite(
      query,
      chain.filter(({ seq }) => seq !== victim.seq),
    );
  },
  "takes a whole chain out": async ({ query, victim }) => {
    await query("delete from events where subject = $1", [victim.subject]);
  },
  "swaps two entries": async ({ query, victim, chain }) => {
    await rewrite(
      query,
      chain.toSorted((a, b) => swapped(a, victim) - swapped(b, victim)),
    );
  },
  "puts an entry in": async ({ query, victim, chain }) => {
    await rewrite(
      query,
      chain.toSpliced(victim.seq, 0, { ...victim, kind: "voted", actor: "eve" }),
    );
  },
  "cuts the tail of a chain off": async ({ query, victim, chain, chance }) => {
    const kept = chain.length - 1 - chance(chain.length - 1);
    await query("delete from events where subject = $1 and seq > $2", [victim.subject, kept]);
  },
  "replaces the table": async ({ query, victim, chain }) => {
    await query("create table forged (like events including all)");
    await query("grant select on forged to public");
    await query("insert into forged select * from events where subject <> $1", [victim.subject]);
    await query("alter table events rename to kept");
    await query("alter table forged rename to events");
    await rewrite(query, chain.slice(1));
  },
  "adds an entry below what is sealed": async ({ query, victim, chain }) => {
    await rewrite(query, [...chain, { ...victim, actor: "eve" }]);
  },
  "cuts the newest checkpoints off, and all that they cover": async ({ query }) => {
    await query("delete from checkpoints where number > 2");
    await query("delete from events where tx >= (select max(upto) from checkpoints)");
  },
  "changes what a checkpoint says": async ({ query, victim }) => {
    await query("update checkpoints set heads = replace(heads, $1, $2)", [victim.subject, "run:x"]);
  },
  "takes all checkpoints out": async ({ query }) => {
    await query("delete from checkpoints");
  },
};

describe.each(MIGHTY)("the %s of the database", (who) => {
  test.each(Object.keys(FORGERIES))("is found out who %s", async (name) => {
    const { owner, app } = await databaseForApp();
    const world = sealedWorld(app);
    const admin = await connected(owner);
    await fill(admin, world.sealAll);
    const anchored = await world.notes();
    await handOver(admin, owner, app);
    const each = Math.ceil(ROUNDS / Object.keys(FORGERIES).length / MIGHTY.length);
    for (let round = 0; round < each; round += 1) {
      expect((await world.verify(anchored)).found).toBe(0);
      await forge(admin, who, FORGERIES[name], `${who} ${name} ${round}`);
      expect((await world.verify(anchored)).found).toBeGreaterThan(0);
      await putBack(admin);
    }
  });
});

describe("the role that serves", () => {
  test.each([
    ["edits", "update events set body = ''"],
    ["removes", "delete from events"],
    ["empties", "truncate events"],
    ["replaces", "alter table events rename to kept"],
    ["unties", "alter table events disable trigger all"],
    ["edits a checkpoint of", "update checkpoints set body = ''"],
    ["removes a checkpoint of", "delete from checkpoints"],
    ["steps out of the way of", "set session_replication_role = replica"],
  ])("is refused when it %s the record", async (_, statement) => {
    const { app } = await databaseForApp();
    const client = await connected(app);

    await expect(client.query(statement)).rejects.toThrow(/denied|must be owner/);
  });

  test("can neither date an entry back nor choose its place", async () => {
    const { app } = await databaseForApp();
    const client = await connected(app);
    await client.query(
      `insert into events (subject, seq, at, kind, actor, surface, body, prev, hash, tx)
       values ('run:a', 9, '2001-01-01', 'woke', 'eve', 'cli', '{}', '\\x00', '\\x00', 0)`,
    );

    const { rows } = await client.query("select seq, at, tx::int as tx from events");

    expect(rows[0].seq).toBe("1");
    expect(rows[0].at.getFullYear()).toBeGreaterThan(2001);
    expect(rows[0].tx).toBeGreaterThan(0);
  });
});

const CHAINS = 4;
const LENGTH = 6;

async function fill(admin: Client, sealAll: () => Promise<void>): Promise<void> {
  for (let n = 1; n <= LENGTH; n += 1) {
    for (let chain = 0; chain < CHAINS; chain += 1) {
      await admin.query(
        `insert into events (subject, kind, actor, surface, body) values ($1, 'woke', 'ann', 'cli', $2)`,
        [`run:${chain}`, JSON.stringify({ n, chain })],
      );
    }
    await sealAll();
  }
  await admin.query("create table backup_events as table events");
  await admin.query("create table backup_checkpoints as table checkpoints");
}

/** So that there is an owner who is no superuser. */
async function handOver(admin: Client, owner: Connection, app: Connection): Promise<void> {
  const role = ownerOf(owner);
  await admin.query(`create role ${role}`);
  onTestFinished(async () => {
    await admin.query(`reassign owned by ${role} to ${owner.user}; drop owned by ${role}`);
    await admin.query(`drop role ${role}`);
    await admin.end();
  });
  await admin.query(`grant create on schema public to ${role}`);
  await admin.query(
    `alter table events owner to ${role}; alter table checkpoints owner to ${role}`,
  );
  await admin.query(
    `alter default privileges for role ${role} grant select on tables to ${app.user}`,
  );
}

function ownerOf({ database }: Connection): string {
  return `owner_of_${database}`;
}

async function forge(
  admin: Client,
  who: (typeof MIGHTY)[number],
  forgery: ((forger: Forger) => Promise<void>) | undefined,
  seed: string,
): Promise<void> {
  if (forgery === undefined) throw new Error("there is such a forgery");
  const chance = chanceFrom(seed);
  const { rows } = await admin.query<ChainedEntry>(
    `select subject, seq::int, (extract(epoch from at) * 1000)::bigint::float8 as at, kind, actor, surface, body,
       encode(prev, 'hex') as prev, encode(hash, 'hex') as hash
     from events where subject = $1 order by seq`,
    [`run:${chance(CHAINS)}`],
  );
  const victim = rows[1 + chance(LENGTH - 2)];
  if (victim === undefined) throw new Error("there are entries");
  const current = await admin.query<{ readonly tableowner: string }>(
    "select tableowner from pg_tables where tablename = 'events'",
  );
  if (who === "owner") await admin.query(`set role ${current.rows[0]?.tableowner}`);
  await admin.query(
    "alter table events disable trigger user; alter table checkpoints disable trigger user",
  );
  await forgery({
    query: (text, values = []) => admin.query(text, [...values]),
    victim,
    chain: rows,
    chance,
  });
  await admin.query("reset role");
}

async function putBack(admin: Client): Promise<void> {
  const { rows } = await admin.query("select from pg_tables where tablename = 'kept'");
  if (rows.length > 0) await admin.query("drop table events; alter table kept rename to events");
  await admin.query(
    "alter table events disable trigger all; alter table checkpoints disable trigger all",
  );
  await admin.query("delete from events; insert into events select * from backup_events");
  await admin.query(
    "delete from checkpoints; insert into checkpoints select * from backup_checkpoints",
  );
}

/** Gives the entries their places, and every hash that fits them. */
async function rewrite(query: Forger["query"], entries: readonly ChainedEntry[]): Promise<void> {
  const [first] = entries;
  await query("delete from events where subject = $1", [first?.subject]);
  let prev = GENESIS;
  for (const [index, entry] of entries.entries()) {
    const placed = { ...entry, seq: index + 1 };
    const hash = chainHash(prev, placed);
    const { subject, seq, at, kind, actor, surface, body } = placed;
    await query(
      `insert into events (subject, seq, at, kind, actor, surface, body, prev, hash, tx) values
         ($1, $2, to_timestamp($3::float8 / 1000), $4, $5, $6, $7, decode($8, 'hex'), decode($9, 'hex'), 1)`,
      [subject, seq, at, kind, actor, surface, body, prev, hash],
    );
    prev = hash;
  }
}

function place({ subject, seq }: ChainedEntry): [string, number] {
  return [subject, seq];
}

/** The victim and the entry after it change places. */
function swapped({ seq }: ChainedEntry, victim: ChainedEntry): number {
  if (seq === victim.seq) return seq + 1;
  return seq === victim.seq + 1 ? victim.seq : seq;
}

/** The same for the same seed, so that a round can be played again. */
function chanceFrom(seed: string): (below: number) => number {
  let state = Buffer.from(seed).reduce((sum, byte) => (sum * 31 + byte) >>> 0, 7);
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

async function connected(address: Connection): Promise<Client> {
  const client = new Client({ ...address });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}
