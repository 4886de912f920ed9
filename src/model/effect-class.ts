/** How dangerous it is to do a step twice, from harmless to never. */
export const EFFECT_CLASSES = ["read", "idempotent", "once"] as const;

export type EffectClass = (typeof EFFECT_CLASSES)[number];

/** A playbook may call a step more dangerous than its kind does, never less. */
export function isLooser(asked: EffectClass, kind: EffectClass): boolean {
  return EFFECT_CLASSES.indexOf(asked) < EFFECT_CLASSES.indexOf(kind);
}

export function changes(effect: EffectClass): boolean {
  return effect !== "read";
}
