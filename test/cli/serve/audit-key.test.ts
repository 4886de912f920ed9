import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { newAuditKey, readSigner } from "../../../src/audit/audit-key.ts";
import { openAuditKey } from "../../../src/cli/serve/audit-key.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pitcrew-key-"));
  return () => rm(folder, { recursive: true });
});

test("a key is made once, for its user alone, however many ask at once", async () => {
  const opened = await Promise.all([1, 2, 3, 4].map(() => openAuditKey(folder)));

  const ids = opened.map((one) => one.ok && one.value.key.id);
  expect(new Set(ids).size).toBe(1);
  expect((await stat(join(folder, "keys/audit.pem"))).mode & 0o777).toBe(0o600);
  expect(await openAuditKey(folder)).toMatchObject({ ok: true, value: { key: { id: ids[0] } } });
});

test("a key that is named is used, and one that is none is refused", async () => {
  const pem = newAuditKey();
  const path = join(folder, "named.pem");
  await writeFile(path, pem);
  vi.stubEnv("PITCREW_AUDIT_KEY", path);
  onTestFinished(() => void vi.unstubAllEnvs());

  expect(await openAuditKey(folder)).toMatchObject({
    ok: true,
    value: { key: { id: readSigner(pem)?.key.id } },
  });
  await writeFile(path, "hello");
  expect(await openAuditKey(folder)).toMatchObject({ ok: false, refusal: { code: "E547" } });
  await rm(path);
  expect(await openAuditKey(folder)).toMatchObject({ ok: false, refusal: { code: "E547" } });
  await expect(readFile(join(folder, "keys/audit.pem"))).rejects.toThrow("ENOENT");
});
