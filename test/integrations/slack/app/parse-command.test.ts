import { expect, test } from "vitest";
import { parseCommand } from "../../../../src/integrations/slack/app/parse-command.ts";

test.each([
  ["", { is: "overview" }],
  ["  help ", { is: "help" }],
  [
    "RUN queue-backlog queue=orders",
    { is: "run", playbook: "queue-backlog", params: { queue: "orders" } },
  ],
  ["plan queue-backlog q=a=b", { is: "plan", playbook: "queue-backlog", params: { q: "a=b" } }],
  ["status 0199aa10", { is: "status", run: "0199aa10" }],
  ["stop 0199aa10", { is: "stop", run: "0199aa10" }],
  ["pause all", { is: "pause", what: "all", forMs: null }],
  ["pause queue-backlog 1h30m", { is: "pause", what: "queue-backlog", forMs: 5_400_000 }],
  ["resume all", { is: "resume", what: "all" }],
])("%j is understood", (text, command) => {
  expect(parseCommand(text)).toEqual(command);
});

test.each([
  ["rnu x", 'No command "rnu"', "Did you mean run?"],
  ["approve 0199aa10", 'No command "approve"', "Write /pitcrew help."],
  ["run", '"run" needs something more, or less', "Write /pitcrew run <playbook> [name=value...]."],
  [
    "pause all soon",
    '"pause" needs something more, or less',
    "Write /pitcrew pause <playbook|all> [1h].",
  ],
  ["run x =y", '"=y" is no param', "Write each param as name=value, such as queue=orders."],
])("%j is answered with what to write instead", (text, message, remedy) => {
  expect(parseCommand(text)).toEqual({ is: "misread", message, remedy });
});
