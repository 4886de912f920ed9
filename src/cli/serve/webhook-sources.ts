import process from "node:process";
import type { Sources } from "../../config/settings/sources.ts";
import type { WebhookNeeds } from "../../intake/webhook/needs.ts";
import { readSecret } from "./read-secret.ts";

/** The source that needs no settings: its token is PITCREW_WEBHOOK_TOKEN. */
const DEFAULT = "default";

/**
 * Who may send alerts, with tokens as they are at this moment. A secret that cannot be read opens
 * nothing; the other token of its source still does.
 */
export function webhookSources(
  sources: Sources,
  warn: (what: string, error: unknown) => void,
): WebhookNeeds["sourceOf"] {
  return async (name) => {
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
    const read = (source?.tokens ?? []).map((reference) =>
      readSecret(reference).then(
        (token) => token.reveal(),
        (error: unknown) => {
          warn(`A token of the source ${name} cannot be read`, error);
          return "";
        },
      ),
    );
    const tokens = [...(await Promise.all(read)), fromEnvironment(name)];
    return {
      name,
      tokens: tokens.filter((token) => token !== ""),
      heartbeat: source?.heartbeat ?? null,
      mapping: source?.mapping ?? null,
    };
  };
}

function fromEnvironment(name: string): string {
  return name === DEFAULT ? (process.env["PITCREW_WEBHOOK_TOKEN"] ?? "") : "";
}
