import { expect, test } from "vitest";
import { shortlisting } from "../../src/match/shortlist.ts";
import { Match } from "../../src/playbook/format/match.ts";

const QUEUE = { name: "queue", match: Match.parse({ alert: ["QueueBacklog", "QueueStuck"] }) };
const QUEUES = { name: "queues", match: Match.parse({ alert: "Queue*", labels: { env: "prod" } }) };
const DISK = { name: "disk", match: Match.parse({ alert: "DiskFull" }) };
const BY_HAND = { name: "by-hand", match: undefined };

test("playbooks are listed for an alert when its name alone does not rule them out", () => {
  const shortlist = shortlisting([QUEUE, DISK, QUEUES, BY_HAND]);

  expect(shortlist("QueueStuck")).toEqual({ listed: [QUEUE, QUEUES], others: [DISK, BY_HAND] });
  expect(shortlist("DiskFull")).toEqual({ listed: [DISK], others: [QUEUE, QUEUES, BY_HAND] });
  expect(shortlist("").listed).toEqual([]);
  expect(shortlisting([])("DiskFull")).toEqual({ listed: [], others: [] });
});
