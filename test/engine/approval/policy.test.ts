import { expect, test } from "vitest";
import { Policy } from "../../../src/config/settings/policy.ts";
import { policyFor } from "../../../src/engine/approval/policy.ts";
import { accessOf } from "./people.ts";

const SETTINGS = Policy.parse({ staging: { self_approval: "reversible" }, default: {} });
const MANY = accessOf({ ann: ["approver"] });

test("the environment of a run decides, and the default where it has none of its own", () => {
  expect(policyFor({ env: "staging" }, SETTINGS, MANY)).toEqual({
    environment: "staging",
    selfApproval: "reversible",
  });
  expect(policyFor({ env: "prod" }, SETTINGS, MANY)).toEqual({
    environment: "default",
    selfApproval: "never",
  });
  expect(policyFor({}, Policy.parse({}), MANY)).toEqual({
    environment: "default",
    selfApproval: "never",
  });
});

test("a name that every object has is no environment", () => {
  expect(policyFor({ env: "constructor" }, SETTINGS, MANY).environment).toBe("default");
});

test("without a directory there is one user, who decides alone", () => {
  expect(policyFor({}, SETTINGS, { is: "solo" }).selfApproval).toBe("solo");
});
