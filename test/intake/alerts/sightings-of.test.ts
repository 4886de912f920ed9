import { expect, test } from "vitest";
import { readGroup } from "../../../src/intake/alerts/read-group.ts";
import { sightingsOf } from "../../../src/intake/alerts/sightings-of.ts";
import { group } from "../webhook/world.ts";

const SOURCE = { name: "eu", heartbeat: null };

test("each alert of a group knows under which key Alertmanager pages by itself", () => {
  const read = readGroup(JSON.parse(group(["QueueBacklog", "WorkersDown"])));
  if (!read.ok) throw new Error(read.refusal.message);

  const { sightings } = sightingsOf(read.value, SOURCE, () => "id");

  expect(sightings.map(({ groupKey }) => groupKey)).toEqual(["{}", "{}"]);
});

test("a group without a key is taken all the same", () => {
  const { groupKey: _key, ...body } = JSON.parse(group(["QueueBacklog"]));
  const read = readGroup(body);
  if (!read.ok) throw new Error(read.refusal.message);

  const { sightings } = sightingsOf(read.value, SOURCE, () => "id");

  expect(sightings.map(({ groupKey }) => groupKey)).toEqual([undefined]);
});
