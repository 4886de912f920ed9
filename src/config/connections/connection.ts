import { z } from "zod";
import { Alertmanager } from "./alertmanager.ts";
import { Command } from "./command.ts";
import { Http } from "./http.ts";
import { Kubernetes } from "./kubernetes.ts";
import { Loki } from "./loki.ts";
import { Postgres } from "./postgres.ts";
import { Prometheus } from "./prometheus.ts";
import { Queue } from "./queue.ts";
import { Redis } from "./redis.ts";
import { Ticket } from "./ticket.ts";

/** One system that playbooks may reach. */
export const Connection = z.discriminatedUnion("type", [
  Alertmanager,
  Command,
  Http,
  Kubernetes,
  Loki,
  Postgres,
  Prometheus,
  Queue,
  Redis,
  Ticket,
]);

export type Connection = z.infer<typeof Connection>;
