import { z } from "zod";
import type { JsonObject } from "../../../model/json.ts";

/** Values by name, as a playbook has them. */
export const JsonValues: z.ZodType<JsonObject> = z.record(z.string(), z.json());
