import { randomUUID } from "node:crypto";
import type { Access } from "../../access/authorize.ts";
import { CONSOLE_PATHS, createConsole } from "../../console/create-console.ts";
import type { ApiNeeds } from "../../intake/api/needs.ts";
import type { Mount } from "../../intake/http/create-http.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import { bookOf } from "../../notify/plan/directory-book.ts";
import type { Sessions } from "../../ports/sessions.ts";

export interface ConsoleOptions {
  readonly sessions: Pick<Sessions, "personOf">;
  readonly access: () => Access;
  readonly publicUrl: () => string;
  readonly onThrown: (error: unknown) => void;
}

/** The pages for people, over what the API answers with. */
export function openConsole(
  desk: ApiNeeds,
  { sessions, access, publicUrl, onThrown }: ConsoleOptions,
): readonly Mount[] {
  const app = createConsole({
    desk,
    sessions,
    zone: () => bookOf(access(), { channel: null, publicUrl: null }).zone,
    isSolo: () => access().is === "solo",
    isSecure: () => publicUrl().startsWith("https:"),
    now: clock.now,
    newId: randomUUID,
    onThrown,
  });
  return CONSOLE_PATHS.map((path) => ({ path, app }));
}
