import { randomBytes } from "node:crypto";
import type { RequestListener } from "node:http";
import type { Access } from "../../access/authorize.ts";
import { SECRET_BYTES } from "../../access/key-text.ts";
import type { Settings } from "../../config/settings.ts";
import type { SignInSettings } from "../../config/settings/sign-in.ts";
import { type KeyDesk, openKeyDesk } from "../../intake/api/desk/keys.ts";
import type { ApiNeeds } from "../../intake/api/needs.ts";
import type { Answer } from "../../intake/api/refusal.ts";
import type { Mount } from "../../intake/http/create-http.ts";
import { createSignIn } from "../../intake/sign-in/create-sign-in.ts";
import { makeLinks } from "../../intake/sign-in/one-time-links.ts";
import { openIdProvider } from "../../integrations/openid/provider.ts";
import { openAccessKeys } from "../../integrations/postgres/access/open-access-keys.ts";
import { openAnswers } from "../../integrations/postgres/access/open-answers.ts";
import { openSessions } from "../../integrations/postgres/access/open-sessions.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import { milliseconds } from "../../model/duration.ts";
import type { Answers } from "../../ports/answers.ts";
import type { IdentityProvider } from "../../ports/identity-provider.ts";
import { localPerson } from "./identify-local.ts";
import { newKey } from "./new-key.ts";
import { openConsole } from "./open-console.ts";
import type { ServedDatabase } from "./open-database.ts";
import { type Doors, openDoors } from "./open-doors.ts";
import { readSecret } from "./read-secret.ts";

export interface ReceptionOptions {
  readonly database: ServedDatabase;
  readonly access: () => Access;
  readonly settings: Settings;
  readonly dataDir: string;
  readonly note: (what: string) => void;
  readonly warn: (what: string, error: unknown) => void;
}

/** What lets people and programs in, and remembers who they are. */
export interface Reception {
  readonly keys: KeyDesk;
  readonly answers: Answers;
  readonly open: (
    needs: ApiNeeds,
    mounts: readonly Mount[],
    listeners: ReadonlyMap<string, RequestListener>,
  ) => Promise<Answer<Doors>>;
  readonly close: () => Promise<void>;
}

export function openReception(options: ReceptionOptions): Reception {
  const { database, access, settings, dataDir, note, warn } = options;
  const { address, onBroken } = database;
  const { keys, close: closeKeys } = openAccessKeys(address, onBroken);
  const { sessions, close: closeSessions } = openSessions(address, onBroken);
  const { answers, close: closeAnswers } = openAnswers(address, onBroken);
  const onThrown = (error: unknown): void => warn("A request broke off", error);
  const links = makeLinks(newToken, clock);
  let url = settings.server.public_url;
  const signIn = createSignIn({
    sessions,
    access,
    localPerson: localPerson(),
    links,
    provider: providerOf(settings.sign_in),
    publicUrl: () => url ?? "",
    livesMs: milliseconds(settings.sign_in.lasts),
    newToken,
    onThrown,
  });
  const pages = ["/sign-in", "/sign-in/*", "/sign-out"].map((path) => ({ path, app: signIn }));
  const pagesNeed = { sessions, access, publicUrl: () => url ?? "", onThrown };
  return {
    keys: openKeyDesk({ keys, access, newKey }),
    answers,
    open: async (needs, mounts, listeners) => {
      const doors = await openDoors({
        needs,
        keys,
        sessions,
        access,
        settings: settings.server,
        dataDir,
        mounts: [...mounts, ...pages, ...openConsole(needs, pagesNeed)],
        listeners,
        onThrown,
      });
      if (!doors.ok) return doors;
      url ??= doors.value.url;
      if (access().is === "solo")
        note(`Sign in once, within the hour: ${url}/sign-in/link/${links.make()}`);
      return doors;
    },
    close: async () => {
      await Promise.all([closeKeys(), closeSessions(), closeAnswers()]);
    },
  };
}

function newToken(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

function providerOf({ provider }: SignInSettings): IdentityProvider | undefined {
  if (provider === undefined) return undefined;
  const { issuer, client_id: clientId, client_secret: secret } = provider;
  return openIdProvider({
    issuer,
    clientId,
    clientSecret: async () => (await readSecret(secret)).reveal(),
  });
}
