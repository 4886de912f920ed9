import type { Migration } from "./migration.ts";

/**
 * Versions of playbooks, kept for good, and which of them is active. `content` is the text that
 * `hash` is made from. The row of a playbook that was withdrawn stays, without a version. How it
 * came to this is in the record, under `playbook:<name>`.
 */
export const playbooks: Migration = {
  name: "0003-playbooks",
  stillUsed: "Nothing of it is changed.",
  sql: `
    create table playbook_versions (
      name text not null,
      version text not null,
      hash text not null,
      content text not null,
      published_at timestamptz not null default now(),
      primary key (name, hash),
      unique (name, version)
    );
    create trigger playbook_versions_are_kept before update or delete or truncate on playbook_versions
      for each statement execute function refuse_change();
    alter table playbook_versions enable always trigger playbook_versions_are_kept;

    create table activations (
      name text primary key,
      hash text,
      since timestamptz not null default now(),
      foreign key (name, hash) references playbook_versions
    );
  `,
};
