import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import type {
  Begun,
  Finished,
  IdentityProvider,
  Remembered,
} from "../../ports/identity-provider.ts";

export interface ProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Read anew each time, so that a renewed one is used at once. */
  readonly clientSecret: () => Promise<string>;
}

/** Sign-in over OpenID Connect: authorization code, with PKCE, state and nonce. */
export function openIdProvider(options: ProviderOptions): IdentityProvider {
  return {
    begin: (backTo) => begin(options, backTo),
    finish: (cameTo, remembered) => finish(options, cameTo, remembered),
  };
}

const SECONDS = 10;

async function configure({
  issuer,
  clientId,
  clientSecret,
}: ProviderOptions): Promise<Configuration> {
  const url = new URL(issuer);
  const secret = await clientSecret();
  // Without TLS only on this very machine, where nobody sits in between.
  const isHere = ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
  const execute = isHere && url.protocol === "http:" ? [allowInsecureRequests] : [];
  return discovery(url, clientId, secret, undefined, { execute, timeout: SECONDS });
}

async function begin(options: ProviderOptions, backTo: string): Promise<Begun> {
  const configuration = await configure(options);
  const remembered = {
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
  };
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: backTo,
    scope: "openid email",
    state: remembered.state,
    nonce: remembered.nonce,
    code_challenge: await calculatePKCECodeChallenge(remembered.verifier),
    code_challenge_method: "S256",
  });
  return { url: url.href, remembered };
}

async function finish(
  options: ProviderOptions,
  cameTo: URL,
  { state, nonce, verifier }: Remembered,
): Promise<Finished> {
  const tokens = await authorizationCodeGrant(await configure(options), cameTo, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  const email = claims?.["email"];
  if (typeof email !== "string") return { is: "refused", because: "it did not say your email" };
  if (claims?.["email_verified"] !== true) {
    return { is: "refused", because: `it has not verified ${email}` };
  }
  return { is: "known", email };
}
