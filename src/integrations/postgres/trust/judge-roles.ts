import type { Facts } from "./facts.ts";
import type { Objection } from "./objection.ts";

/** A connection, by the name of what names it. */
export interface Party {
  readonly place: string;
  readonly facts: Facts;
}

/** Whether the tables can be made, and whether who serves is kept from changing the record. */
export function judgeRoles(app: Party, owner: Party | undefined): readonly Objection[] {
  if (owner === undefined || !areApart(app, owner)) return [...judgeOwner(app), oneForBoth(app)];
  if (app.facts.instance !== owner.facts.instance) return [elsewhere(owner)];
  return [...judgeOwner(owner), ...judgeServing(app)];
}

/** After the owner has put the rights in order; what is left was given past it. */
export function judgeGrants(place: string, facts: Facts): readonly Objection[] {
  const { onRecord } = facts.rights;
  if (onRecord.length === 0) return [];
  return [unprotected(place, facts, `has the right to ${onRecord.join(", ")} on its tables`)];
}

/** The same role in two databases is told apart by them. */
export function areApart(app: Party, owner: Party): boolean {
  return app.facts.role !== owner.facts.role || app.facts.instance !== owner.facts.instance;
}

function judgeOwner({ place, facts: { role, rights } }: Party): readonly Objection[] {
  if (rights.ownsRecord === false) {
    return [
      {
        level: "error",
        code: "E541",
        message: `${place}: the role "${role}" does not own Pitcrew's tables, so it cannot bring them up to date`,
        remedy: "Name the role that made them in PITCREW_OWNER_DATABASE_URL.",
      },
    ];
  }
  if (rights.mayMakeTables) return [];
  return [
    {
      level: "error",
      code: "E541",
      message: `${place}: the role "${role}" may not make tables in the schema public`,
      remedy: `Run: grant create on schema public to "${role}"`,
    },
  ];
}

function judgeServing({ place, facts }: Party): readonly Objection[] {
  const { isSuperuser, ownsRecord, ownsSchema } = facts.rights;
  if (isSuperuser) return [unprotected(place, facts, "is a superuser")];
  if (ownsRecord === true) return [unprotected(place, facts, "owns its tables")];
  if (ownsSchema) return [unprotected(place, facts, "owns the database or its schema")];
  return [];
}

function unprotected(place: string, { role }: Facts, because: string): Objection {
  return {
    level: "error",
    code: "E539",
    message: `${place}: the role "${role}" serves and could change the audit record, because it ${because}`,
    remedy: `Serve as a role that owns nothing; PITCREW_OWNER_DATABASE_URL gives it the rights that it needs.`,
  };
}

function oneForBoth({ place, facts: { role } }: Party): Objection {
  return {
    level: "warning",
    code: "E539",
    message: `${place}: the role "${role}" serves and owns the tables, so it could change the audit record`,
    remedy: "Name an owner in PITCREW_OWNER_DATABASE_URL, and serve as a role that owns nothing.",
  };
}

function elsewhere({ place }: Party): Objection {
  return {
    level: "error",
    code: "E541",
    message: `${place}: it is another database than that of DATABASE_URL`,
    remedy: "Let both name the same database of the same server.",
  };
}
