import { z } from "zod";
import type { Fact } from "../../../model/autonomy-fact.ts";
import type { Database } from "../database.ts";
import { subjectOf } from "../playbooks/entry.ts";

/** An entry of a playbook's record that bears on its versions, and where; null is everywhere. */
export interface Decision {
  readonly environment: string | null;
  readonly fact: Fact;
}

const hash = z.string();
const version = z.string();

/** How each kind of entry is written. */
const BODIES = {
  published: z.object({ version, hash, shipped: z.literal(true).optional() }),
  activated: z.object({ version, hash }),
  drilled: z.object({ hash, drill: z.string(), passed: z.boolean() }),
  trusted: z.object({ hash, environment: z.string() }),
  demoted: z.object({ hash, environment: z.string(), reason: z.string() }),
} as const;

type Kind = keyof typeof BODIES;

/** In the order of the record. */
export async function readDecisions(
  database: Database,
  playbook: string,
): Promise<readonly Decision[]> {
  const rows = await database
    .selectFrom("events")
    .select(["kind", "actor", "at", "body"])
    .where("subject", "=", subjectOf(playbook))
    .where("kind", "in", Object.keys(BODIES))
    .orderBy("seq")
    .execute();
  // Only these kinds were asked for.
  return rows.map((row) => decisionOf({ ...row, kind: row.kind as Kind }));
}

interface Row {
  readonly kind: Kind;
  readonly actor: string;
  readonly at: number;
  readonly body: string;
}

function decisionOf({ kind, actor: by, at, body }: Row): Decision {
  const read: unknown = JSON.parse(body);
  switch (kind) {
    case "published": {
      const { shipped, ...rest } = BODIES.published.parse(read);
      return { environment: null, fact: { is: kind, at, ...rest, isShipped: shipped === true } };
    }
    case "activated":
      return { environment: null, fact: { is: kind, at, ...BODIES.activated.parse(read) } };
    case "drilled":
      return { environment: null, fact: { is: kind, at, ...BODIES.drilled.parse(read) } };
    case "trusted": {
      const { environment, ...rest } = BODIES.trusted.parse(read);
      return { environment, fact: { is: kind, at, by, ...rest } };
    }
    case "demoted": {
      const { environment, ...rest } = BODIES.demoted.parse(read);
      return { environment, fact: { is: kind, at, by, ...rest } };
    }
  }
}
