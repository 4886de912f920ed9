import type { HttpAnswer } from "../../ports/http-caller.ts";
import { failed, type StepResult, succeeded } from "../step-kind.ts";
import { type Asked, type HttpOutput, sentence } from "./exchange.ts";
import { neverLeft, rejected, unanswered, unreadable } from "./failures.ts";

/** What an answer means for the step: done, failed, or in doubt. */
export function judge(answer: HttpAnswer, asked: Asked): StepResult<HttpOutput> {
  switch (answer.is) {
    case "unreached":
      return failed(neverLeft(answer, asked));
    case "unanswered":
      return failed(unanswered(answer.detail, asked));
    case "answered":
      if (!isExpected(answer.status, asked)) {
        return failed(rejected(answer.status, JSON.stringify(answer.body), asked));
      }
      return accepted(answer.status, answer.body, asked);
    case "unreadable":
      if (!isExpected(answer.status, asked)) {
        return failed(rejected(answer.status, answer.detail, asked));
      }
      return failed(unreadable(answer, asked));
  }
}

function isExpected(status: number, { expect }: Asked): boolean {
  return expect === undefined ? status >= 200 && status < 300 : expect.includes(status);
}

function accepted(status: number, body: HttpOutput["body"], asked: Asked): StepResult<HttpOutput> {
  return succeeded({ status, body }, `${sentence(asked)} was answered with ${status}.`);
}
