import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import {
  bitString,
  integer,
  objectId,
  octetString,
  sequence,
  set,
  tagged,
  utcTime,
  utf8,
  yes,
} from "./der.ts";

/** A certificate and its key, both as PEM. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

export interface Authority extends Identity {
  /** An identity of the server, good for this machine only. */
  readonly forServer: () => Identity;
  /** An identity of a user, as the API reads it: the name, and one O for each group. */
  readonly forUser: (name: string, groups: readonly string[]) => Identity;
}

const ECDSA_WITH_SHA256 = sequence(objectId("1.2.840.10045.4.3.2"));
const COMMON_NAME = "2.5.4.3";
const ORGANIZATION = "2.5.4.10";
const KEY_USAGE = "2.5.29.15";
const ALTERNATIVE_NAMES = "2.5.29.17";
const BASIC_CONSTRAINTS = "2.5.29.19";
const CERT_SIGN = 0x04;

/** Certificates outlive every practice; who checks them goes by the clock of the machine. */
const VALID = sequence(utcTime("200101000000Z"), utcTime("491231235959Z"));

/** Makes an authority that lives as long as the practice cluster and is trusted by nobody else. */
export function makeAuthority(): Authority {
  const issuer = nameOf([[COMMON_NAME, "practice-cluster-ca"]]);
  const { privateKey, publicKey } = newKeys();
  const own = [
    extension(BASIC_CONSTRAINTS, sequence(yes())),
    extension(KEY_USAGE, bitString(Buffer.from([CERT_SIGN]), 2)),
  ];
  const issue = (subject: Buffer, extensions: readonly Buffer[]): Identity => {
    const keys = newKeys();
    const certificate = certify({ issuer, subject, key: keys.publicKey, extensions }, privateKey);
    return { certificate, key: pemOf(keys.privateKey) };
  };
  return {
    certificate: certify({ issuer, subject: issuer, key: publicKey, extensions: own }, privateKey),
    key: pemOf(privateKey),
    forServer: () => {
      const address = tagged(0x87, Buffer.from([127, 0, 0, 1]));
      const host = tagged(0x82, Buffer.from("localhost"));
      const names = extension(ALTERNATIVE_NAMES, sequence(address, host));
      return issue(nameOf([[COMMON_NAME, "practice-cluster"]]), [names]);
    },
    forUser: (name, groups) => {
      const parts = groups.map((group) => [ORGANIZATION, group] as const);
      return issue(nameOf([...parts, [COMMON_NAME, name]]), []);
    },
  };
}

function newKeys() {
  return generateKeyPairSync("ec", { namedCurve: "P-256" });
}

interface Certified {
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly key: KeyObject;
  readonly extensions: readonly Buffer[];
}

function certify({ issuer, subject, key, extensions }: Certified, signer: KeyObject): string {
  const third = tagged(0xa0, integer(Buffer.from([2])));
  const publicKey = key.export({ type: "spki", format: "der" });
  const body = sequence(
    third,
    integer(serial()),
    ECDSA_WITH_SHA256,
    issuer,
    VALID,
    subject,
    publicKey,
    ...(extensions.length === 0 ? [] : [tagged(0xa3, sequence(...extensions))]),
  );
  const signature = sign("sha256", body, signer);
  const whole = sequence(body, ECDSA_WITH_SHA256, bitString(signature));
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

/** A first byte that is neither nothing nor a sign, as an integer may have no idle one. */
function serial(): Buffer {
  return Buffer.concat([Buffer.from([0x40]), randomBytes(15)]);
}

function extension(id: string, content: Buffer): Buffer {
  const critical = id === ALTERNATIVE_NAMES ? [] : [yes()];
  return sequence(objectId(id), ...critical, octetString(content));
}

function nameOf(parts: readonly (readonly [id: string, text: string])[]): Buffer {
  return sequence(...parts.map(([id, text]) => set(sequence(objectId(id), utf8(text)))));
}

function pemOf(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}
