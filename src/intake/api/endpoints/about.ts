import { z } from "zod";
import { FieldName } from "../../../playbook/format/field-name.ts";

/** Which of the things that wait for a person is meant. */
export const about = {
  step: FieldName.optional(),
  item: z.int().min(0).optional(),
};
