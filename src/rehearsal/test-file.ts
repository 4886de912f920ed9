import { z } from "zod";
import { CODES, type Code } from "../model/codes.ts";
import type { JsonValue } from "../model/json.ts";
import { OUTCOMES } from "../model/outcome.ts";
import { PLAYBOOK_NAME } from "../playbook/format/playbook.ts";
import { duration, MODES } from "../playbook/format/safety.ts";

const text = z.string().min(1).max(1_000);
const Labels = z.record(z.string(), z.string().max(10_000)).default({});
const Data: z.ZodType<Readonly<Record<string, JsonValue>>> = z.record(z.string(), z.json());

/** The alert that starts the run, as far as a playbook can see it. */
const TestAlert = z.strictObject({
  alert: text,
  labels: Labels,
  annotations: Labels,
  status: z.enum(["firing", "resolved"]).default("firing"),
  fingerprint: text.optional(),
});

/** What the people say whom a step asks; a list when it asks more than once. */
const Answers = z.record(z.string(), z.union([text, z.array(text).min(1).max(20)]));

/** The world of a test. Whatever stands in `defaults` holds for each test that does not differ. */
const world = {
  alert: TestAlert.optional(),
  params: Data.default({}),
  mode: z.enum(MODES).optional(),
  stub: Data.default({}),
  answers: Answers.default({}),
};

const Expectation = z.strictObject({
  outcome: z.enum(OUTCOMES).optional(),
  path: z.array(text).optional(),
  with: Data.optional(),
  outputs: Data.optional(),
  changed: z.array(text).optional(),
  undone: z.array(text).optional(),
  error: z.enum(Object.keys(CODES) as [Code, ...Code[]]).optional(), // a table with codes in it has keys
  escalated_to: text.optional(),
  waited: duration.optional(),
});

export const PlaybookTest = z.strictObject({
  name: text.max(200),
  ...world,
  alert_resolves_after: duration.optional(),
  expect: Expectation,
});

/** `NAME.test.yaml`: how a playbook shall behave, told in runs. */
export const TestFile = z.strictObject({
  playbook: z.string().regex(PLAYBOOK_NAME, "must be the name of a playbook in the same folder"),
  defaults: z.strictObject(world).prefault({}),
  tests: z.array(PlaybookTest).min(1).max(200),
});

export type TestFile = z.infer<typeof TestFile>;
export type PlaybookTest = z.infer<typeof PlaybookTest>;
export type TestAlert = z.infer<typeof TestAlert>;
export type Answers = z.infer<typeof Answers>;
export type Expectation = z.infer<typeof Expectation>;
