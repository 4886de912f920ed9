import type { LabelSelector } from "../objects/deployment.ts";

export type Labels = Readonly<Record<string, string>>;

interface Requirement {
  readonly key: string;
  readonly operator: "in" | "notin" | "exists" | "absent";
  readonly values: readonly string[];
}

export type Selector = readonly Requirement[];

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

/** Reads `app=web,tier!=db,zone in (a,b),!old`. */
export function parseLabelSelector(text: string): Parsed<Selector> {
  const selector: Requirement[] = [];
  for (const part of split(text)) {
    const requirement = parsePart(part.trim());
    if (requirement === undefined) {
      return { ok: false, message: `unable to parse requirement: found '${part.trim()}'` };
    }
    selector.push(requirement);
  }
  return { ok: true, value: selector };
}

/** The selector of a deployment, a replica set or a disruption budget. */
export function selectorOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): Selector {
  const operators = { In: "in", NotIn: "notin", Exists: "exists", DoesNotExist: "absent" } as const;
  return [
    ...Object.entries(matchLabels).map(([key, value]) => equals(key, value)),
    ...matchExpressions.map(({ key, operator, values = [] }) => ({
      key,
      operator: operators[operator as keyof typeof operators],
      values,
    })),
  ];
}

export function matches(selector: Selector, labels: Labels = {}): boolean {
  return selector.every(({ key, operator, values }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    switch (operator) {
      case "in":
        return value !== undefined && values.includes(value);
      case "notin":
        return value === undefined || !values.includes(value);
      case "exists":
        return value !== undefined;
      case "absent":
        return value === undefined;
    }
  });
}

export function formatSelector(selector: Selector): string {
  return selector.map(format).join(",");
}

function format({ key, operator, values }: Requirement): string {
  switch (operator) {
    case "in":
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(",")})`;
    case "notin":
      return values.length === 1 ? `${key}!=${values[0]}` : `${key} notin (${values.join(",")})`;
    case "exists":
      return key;
    case "absent":
      return `!${key}`;
  }
}

/** Parts are kept apart by commas, but not by those between brackets. */
function split(text: string): readonly string[] {
  return text.trim() === "" ? [] : text.split(/,(?![^(]*\))/);
}

const KEY = /^([A-Za-z0-9.-]{1,253}\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

function parsePart(part: string): Requirement | undefined {
  const set = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(part);
  if (set) {
    const values = (set[3] ?? "").split(",").map((value) => value.trim());
    return checked(set[1] ?? "", set[2] === "in" ? "in" : "notin", values);
  }
  const compared = /^([^=!\s]+)\s*(==|=|!=)\s*(\S*)$/.exec(part);
  if (compared) {
    return checked(compared[1] ?? "", compared[2] === "!=" ? "notin" : "in", [compared[3] ?? ""]);
  }
  return part.startsWith("!") ? checked(part.slice(1), "absent", []) : checked(part, "exists", []);
}

function checked(
  key: string,
  operator: Requirement["operator"],
  values: readonly string[],
): Requirement | undefined {
  const isFine = KEY.test(key) && values.every((value) => VALUE.test(value));
  return isFine ? { key, operator, values } : undefined;
}

function equals(key: string, value: string): Requirement {
  return { key, operator: "in", values: [value] };
}
