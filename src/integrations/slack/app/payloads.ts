import { z } from "zod";

/** Whom Slack says a request comes from; what that means is looked up. */
const Sender = z.looseObject({
  user: z.looseObject({ id: z.string() }),
  team: z.looseObject({ id: z.string() }).nullish(),
});

export const CommandPayload = z.looseObject({
  text: z.string().default(""),
  user_id: z.string(),
  team_id: z.string(),
  channel_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string(),
});

export const ClickPayload = Sender.extend({
  trigger_id: z.string(),
  response_url: z.string().optional(),
  actions: z.tuple([z.looseObject({ action_id: z.string(), value: z.string().optional() })]),
});

const Field = z.looseObject({
  value: z.string().nullish(),
  selected_option: z.looseObject({ value: z.string() }).nullish(),
});

export const SubmittedView = Sender.extend({
  view: z.looseObject({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), Field)) }),
  }),
});

export type SubmittedView = z.infer<typeof SubmittedView>;

/** What was filled in, by the name of its field; what was left empty is missing. */
export function fieldsOf({ view }: SubmittedView): Readonly<Record<string, string>> {
  const entries = Object.entries(view.state.values).flatMap(([name, elements]) => {
    const [field] = Object.values(elements);
    const value = field?.selected_option?.value ?? field?.value ?? "";
    return value === "" ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

const OfRun = z.object({ is: z.literal("click"), run: z.uuid() });
const OfTask = OfRun.extend({ step: z.string(), item: z.int() });
const OfPlaybook = z.object({ is: z.literal("click"), playbook: z.string() });
const OfOwn = z.object({ is: z.literal("click") });

const Of = {
  run: z.discriminatedUnion("act", [
    OfRun.extend({ act: z.enum(["status", "plan", "stop", "undo", "start", "retry", "page"]) }),
    OfRun.extend({ act: z.enum(["approve", "deny"]), step: z.string(), digest: z.string() }),
    OfTask.extend({ act: z.literal("answer"), answer: z.string().nullable() }),
    OfTask.extend({ act: z.literal("settle"), verdict: z.enum(["happened", "not_happened"]) }),
  ]),
  playbook: OfPlaybook.extend({ act: z.enum(["run", "pause", "resume"]) }),
  own: z.discriminatedUnion("act", [
    OfOwn.extend({ act: z.literal("direct"), on: z.boolean() }),
    OfOwn.extend({ act: z.enum(["quiet_hours", "greet"]) }),
  ]),
};

/** What a dialog about a run carries beside. */
export const RunClickValue = Of.run;

/** The value of a button of ours. Slack signs it, and still it is only what somebody asks for. */
export const ClickValue = z.union([Of.run, Of.playbook, Of.own]);

/** What every dialog of ours carries. Slack gives it back as it was. */
export const CarriedAlong = z.looseObject({ respond: z.url().nullable() });

/** Text that came along from somewhere, read as what we wrote there. */
export function parseJson<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
