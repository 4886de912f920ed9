import { z } from "zod";
import { Settings } from "./settings.ts";

/** `pitcrew.yaml` as draft-7 JSON Schema, so that an editor completes and checks it. */
export function settingsSchema(): z.core.JSONSchema.BaseSchema {
  const schema = z.toJSONSchema(Settings, {
    target: "draft-7",
    io: "input",
    unrepresentable: "any",
  });
  return { ...schema, title: "Pitcrew settings" };
}
