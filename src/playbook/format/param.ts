import { z } from "zod";

const SCALARS = ["name", "id", "enum", "int", "number", "bool", "duration", "text"] as const;

export type ScalarType = (typeof SCALARS)[number];
export type ParamType = ScalarType | `list of ${ScalarType}`;

export const PARAM_TYPES: readonly ParamType[] = [
  ...SCALARS,
  ...SCALARS.map((scalar): ParamType => `list of ${scalar}`),
];

const scalar = z.union([z.string().max(1_000), z.number(), z.boolean()]);

export const PARAM_SOURCE =
  /^alert\.(?:(labels|annotations)\.([A-Za-z_][A-Za-z0-9_]*)|(fingerprint))$/;

/** The airlock: the only door through which alert data enters a playbook. */
export const Param = z.strictObject({
  type: z.enum(PARAM_TYPES),
  of: z.array(z.string().min(1).max(200)).min(1).max(100).optional(),
  from: z
    .string()
    .regex(
      PARAM_SOURCE,
      "must be alert.labels.<name>, alert.annotations.<name> or alert.fingerprint",
    )
    .optional(),
  default: z.union([scalar, z.array(scalar).max(100)]).optional(),
  min: z.union([z.number(), z.string().max(40)]).optional(),
  max: z.union([z.number(), z.string().max(40)]).optional(),
  describe: z.string().max(300).optional(),
});

export type Param = z.infer<typeof Param>;

/** The type of one value: of a list, that of its items. */
export function scalarType({ type }: Param): ScalarType {
  return type.replace(/^list of /, "") as ScalarType; // PARAM_TYPES knows no other spelling
}

export function takesList({ type }: Param): boolean {
  return type.startsWith("list of ");
}
