import type { FieldError } from "../../api/status.ts";
import type { Autoscaler } from "../../objects/autoscaler.ts";
import { atLeast, required, wrong } from "./field-errors.ts";

export function checkAutoscaler({ spec }: Autoscaler): readonly FieldError[] {
  const { minReplicas, maxReplicas, scaleTargetRef, metrics = [] } = spec;
  return [
    ...(scaleTargetRef.name === "" ? [required("spec.scaleTargetRef.name")] : []),
    ...(minReplicas < 1 ? [wrong("spec.minReplicas", minReplicas, atLeast(1))] : []),
    ...(maxReplicas < 1 ? [wrong("spec.maxReplicas", maxReplicas, "must be greater than 0")] : []),
    ...(maxReplicas < minReplicas
      ? [wrong("spec.maxReplicas", maxReplicas, "must be greater than or equal to `minReplicas`")]
      : []),
    ...metrics.flatMap(({ resource }, index) => {
      const percent = resource?.target.averageUtilization;
      const field = `spec.metrics[${index}].resource.target.averageUtilization`;
      return percent !== undefined && percent < 1
        ? [wrong(field, percent, "must be greater than 0")]
        : [];
    }),
  ];
}
