import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pitcrew } from "./pitcrew.ts";
import { playbookText, project } from "./project.ts";

const ALERT = new URL("../fixtures/alerts/prometheus-rule-firing.json", import.meta.url).pathname;

describe("pitcrew new", () => {
  test.each([
    ["an example", []],
    ["an alert", ["--from-alert", ALERT]],
  ])("writes a playbook from %s that checks clean and whose tests pass", async (_, words) => {
    const place = await project({});

    const written = await pitcrew(["new", "cart", ...words], place);
    const checked = await pitcrew(["check"], place);
    const tested = await pitcrew(["test", "--coverage"], place);

    expect(written).toMatchObject({
      exitCode: 0,
      stdout: "playbooks/cart.yaml\nplaybooks/cart.test.yaml",
    });
    expect(checked).toMatchObject({ exitCode: 0, stdout: "" });
    expect(tested).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("reached 4 of 4"),
    });
  });

  test("writes a playbook that starts for the alert it was made from", async () => {
    const place = await project({});
    await pitcrew(["new", "cart", "--from-alert", ALERT], place);

    const { stdout } = await pitcrew(["match", ALERT], place);

    expect(stdout).toContain("starts  cart 0.1.0");
  });

  test("takes the owner and the connection that it is told", async () => {
    const place = await project({});

    await pitcrew(["new", "cart", "--owner", "team-shop", "--connection", "shop"], place);

    const text = await readFile(join(place.cwd, "playbooks/cart.yaml"), "utf8");
    expect(text).toContain("owner: team-shop");
    expect(text).toContain("connection: shop");
  });

  test("reads the alert from standard input", async () => {
    const place = await project({});
    const input = JSON.stringify({ labels: { alertname: "CartEmpty", shop: "north" } });

    const { exitCode } = await pitcrew(["new", "cart", "--from-alert", "-"], { ...place, input });

    expect(exitCode).toBe(0);
    const text = await readFile(join(place.cwd, "playbooks/cart.yaml"), "utf8");
    expect(text).toContain("alert: CartEmpty");
  });

  test("leaves a playbook that is there as it is", async () => {
    const own = playbookText("cart");
    const place = await project({ "playbooks/cart.yaml": own });

    const { exitCode, stdout, stderr } = await pitcrew(["new", "cart"], place);

    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("playbooks/cart.yaml exists and is left as it is");
    expect(await readFile(join(place.cwd, "playbooks/cart.yaml"), "utf8")).toBe(own);
  });

  test.each(["Cart", "../cart", "cart.yaml", ""])("refuses %j as a name", async (name) => {
    const { exitCode, stderr } = await pitcrew(["new", name], await project({}));

    expect(exitCode).toBe(2);
    expect(stderr).toContain("cannot be the name of a playbook");
  });

  test.each([
    ["no such file", [], "E100 in alert.json"],
    ["no alert in it", ["{}"], "E112 in alert.json"],
    ["no JSON", ["{"], "E103 in alert.json"],
    ["no name", ['{ "labels": { "shop": "north" } }'], "without the label alertname"],
  ])("says what is wrong with the alert: %s", async (_, [text], message) => {
    const place = await project(text === undefined ? {} : { "alert.json": text });

    const { exitCode, stderr } = await pitcrew(
      ["new", "cart", "--from-alert", "alert.json"],
      place,
    );

    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});
