import type { ManagedFields } from "../objects/metadata.ts";

export interface Writer {
  readonly manager: string;
  readonly subresource?: string;
}

/** Notes who wrote last and when, one entry per writer; which fields it wrote is not kept. */
export function noteWriter(
  before: readonly ManagedFields[] | undefined,
  { manager, subresource }: Writer,
  apiVersion: string,
  time: string,
): readonly ManagedFields[] {
  const entry = {
    manager,
    operation: "Update",
    apiVersion,
    time,
    fieldsType: "FieldsV1",
    fieldsV1: {},
    ...(subresource !== undefined && { subresource }),
  };
  const others = (before ?? []).filter(
    (other) => other.manager !== manager || other.subresource !== subresource,
  );
  return [...others, entry];
}
