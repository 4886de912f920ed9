/** What the exit code of a command tells a script. The numbers never change their meaning. */
export const EXIT = {
  done: 0,
  internalError: 1,
  usage: 2,
  playbookErrors: 3,
  runFailed: 4,
  escalated: 5,
  denied: 6,
  refused: 7,
  unknown: 8,
  unreachable: 9,
  recordChanged: 10,
  troubled: 11,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_MEANINGS: Readonly<Record<ExitCode, string>> = {
  0: "resolved, nothing to do, or command done",
  1: "internal error of Pitcrew",
  2: "wrong usage",
  3: "errors in playbooks or their tests",
  4: "the run failed",
  5: "the run escalated to a person",
  6: "the approval was denied or expired",
  7: "the run was refused for safety",
  8: "the outcome is unknown, a person must look",
  9: "the server cannot be reached",
  10: "the audit record was changed or is not complete",
  11: "something that Pitcrew needs does not work",
  130: "interrupted",
};
