import { expect, test } from "vitest";
import { AppManifest } from "../../../../src/integrations/slack/manifest/app-manifest.ts";
import { makeManifest, SCOPES } from "../../../../src/integrations/slack/manifest/make-manifest.ts";

const made = makeManifest({ is: "socket" });

test("every right that the app asks for has a use", () => {
  expect(made.oauth_config.scopes.bot).toEqual(Object.keys(SCOPES));
  expect(Object.values<string>(SCOPES)).not.toContain("");
});

test.each([
  [
    "a command without its stroke",
    {
      features: {
        ...made.features,
        slash_commands: [{ ...made.features.slash_commands[0], command: "pitcrew" }],
      },
    },
  ],
  ["a setting that Slack does not have", { settings: { ...made.settings, socket_mode: true } }],
  [
    "a name that is too long",
    { display_information: { ...made.display_information, name: "p".repeat(36) } },
  ],
  [
    "a long description that is too short",
    { display_information: { ...made.display_information, long_description: "Fixes things." } },
  ],
])("%s is noticed before Slack sees it", (_, wrong) => {
  expect(AppManifest.safeParse({ ...made, ...wrong }).success).toBe(false);
});
