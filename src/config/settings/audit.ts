import { z } from "zod";

const FileAnchor = z.strictObject({
  file: z
    .string()
    .regex(/^\/.{1,500}$/, "must be the whole path of a file, such as /mnt/worm/pitcrew.jsonl")
    .describe("A file that checkpoints are added to, best on a disk of somebody else."),
});

const WebhookAnchor = z.strictObject({
  webhook: z
    .string()
    .describe("An http connection of connections.yaml, where checkpoints are posted."),
  path: z
    .string()
    .regex(/^\/[!-~]{0,500}$/, "must be a path, such as /checkpoints")
    .default("/")
    .describe("Below its address."),
});

const SyslogAnchor = z.strictObject({
  syslog: z
    .string()
    .regex(/^(?:tcp|udp):\/\/[^/?#@\s]+:[0-9]{1,5}$/, "must be such as tcp://logs.example:601")
    .describe("A syslog server. Over udp, nobody can tell whether a message arrived."),
});

/** Where checkpoints go, so that no owner of the database can rewrite the record unnoticed. */
export const Audit = z
  .strictObject({
    anchors: z
      .array(z.union([FileAnchor, WebhookAnchor, SyslogAnchor]))
      .max(10)
      .default([])
      .describe("Places outside that keep the signed checkpoints of the record."),
  })
  .prefault({})
  .describe("Proof that the record was not changed.");

export type Audit = z.infer<typeof Audit>;
