import process from "node:process";
import { digestOf } from "../../access/key-text.ts";
import { type Answer, answer, refuse } from "../../intake/api/refusal.ts";
import { knownSecrets } from "./known-secrets.ts";

/** The digest of the key that can do everything, for a first key or for a machine's set-up. */
export function adminDigest(): Answer<Uint8Array | undefined> {
  const key = process.env["PITCREW_ADMIN_KEY"];
  if (key === undefined || key === "") return answer(undefined);
  if (!/^[!-~]{32,200}$/.test(key)) return tooWeak();
  knownSecrets.learn(key);
  return answer(digestOf(key));
}

function tooWeak(): Answer<never> {
  return refuse(
    "E412",
    "PITCREW_ADMIN_KEY is shorter than 32 characters, longer than 200, or has a space in it",
    "Set it to something such as what openssl rand -base64 33 prints, or leave it unset.",
  );
}
