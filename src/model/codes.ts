import { ACCESS_CODES } from "./codes/access-codes.ts";
import { CONFIGURATION_CODES } from "./codes/configuration-codes.ts";
import { EXPRESSION_CODES } from "./codes/expression-codes.ts";
import { INTEGRATION_CODES } from "./codes/integration-codes.ts";
import { PLAYBOOK_CODES } from "./codes/playbook-codes.ts";
import { RUN_CODES } from "./codes/run-codes.ts";

/**
 * Every error a person can meet, by its code. A code never changes its meaning and is never
 * used again. `pitcrew explain` and `docs/errors.md` are made from this table.
 */
export const CODES = {
  ...PLAYBOOK_CODES,
  ...EXPRESSION_CODES,
  ...RUN_CODES,
  ...ACCESS_CODES,
  ...CONFIGURATION_CODES,
  ...INTEGRATION_CODES,
};

export type Code = keyof typeof CODES;
