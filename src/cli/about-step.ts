/** Which of the things that wait in a run is meant. */
export interface AboutStep {
  readonly step?: string;
  readonly item?: string;
}

export function aboutStep({ step, item }: AboutStep): object {
  return {
    ...(step !== undefined && { step }),
    ...(item !== undefined && { item: Number(item) }),
  };
}
