import { FAULTS } from "../range/faults/all.ts";
import type { Fault } from "../range/faults/fault.ts";
import { SIGNS, type Signs } from "./signs.ts";

/** A fault that there is, and what is seen of it. */
export function faultAndSigns(name: string): { readonly fault: Fault } & Signs {
  const fault = FAULTS.find((one) => one.name === name);
  const signs = SIGNS.get(name);
  if (fault === undefined || signs === undefined) throw new Error(`${name} is no fault`);
  return { fault, ...signs };
}
