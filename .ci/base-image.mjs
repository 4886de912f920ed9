// `node .ci/base-image.mjs`: the base image by its digest, as the registry has it today, for the
// build argument BASE of the Dockerfile. REGISTRY names another registry than Docker's.

const REPOSITORY = "library/node";
const TAG = "24-bookworm-slim";
const registry = new URL(process.env.REGISTRY ?? "https://registry-1.docker.io");
const manifest = new URL(`/v2/${REPOSITORY}/manifests/${TAG}`, registry);
const KINDS = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
].join(", ");

const first = await look({});
const answer = first.status === 401 ? await look({ authorization: await pass(first) }) : first;
const digest = answer.headers.get("docker-content-digest") ?? "";
if (!answer.ok || !/^sha256:[0-9a-f]{64}$/.test(digest)) {
  console.error(`${manifest} answered ${answer.status} and named no digest`);
  console.error("  fix: look at the address and the network, or build without the argument BASE");
  process.exit(1);
}
const host = registry.host === "registry-1.docker.io" ? "docker.io" : registry.host;
console.log(`${host}/${REPOSITORY}:${TAG}@${digest}`);

function look(headers) {
  const signal = AbortSignal.timeout(20_000);
  return fetch(manifest, { method: "HEAD", headers: { accept: KINDS, ...headers }, signal });
}

/** A registry that lets everybody read still wants a token, and says where there are some. */
async function pass(refusal) {
  const asked = refusal.headers.get("www-authenticate") ?? "";
  const fields = Object.fromEntries([...asked.matchAll(/(\w+)="([^"]*)"/g)].map((m) => m.slice(1)));
  const realm = new URL(fields.realm);
  for (const name of ["service", "scope"]) realm.searchParams.set(name, fields[name] ?? "");
  const { token } = await (await fetch(realm, { signal: AbortSignal.timeout(20_000) })).json();
  return `Bearer ${token}`;
}
