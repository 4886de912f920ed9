import { describe, expect, test } from "vitest";
import { createHttpCaller } from "../../../src/integrations/http/client.ts";
import { createTickets } from "../../../src/integrations/tickets/client.ts";
import type { TicketForm, TicketSearch } from "../../../src/integrations/tickets/wire.ts";
import { ticketCreate } from "../../../src/steps/ticket/create.ts";
import { exerciseLastingEffect } from "../../contract/lasting-effect.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import {
  type Answer,
  answerJson,
  type Counterpart,
  destinationAt,
  startCounterpart,
} from "../../integrations/http/counterpart.ts";

const FORM: TicketForm = {
  method: "POST",
  path: "/issues",
  body: {
    project: "OPS",
    fields: { summary: "{title}", about: "{text}", tags: "{labels}", urgency: "{priority}" },
  },
  answer: { id: "/data/key", url: "/data/links/0" },
  priorities: { high: { id: 2 } },
};

const CREATED = answerJson({ data: { key: "OPS-7", links: ["https://t.example/OPS-7"] } }, 201);

const params = ticketCreate.params.parse(ticketCreate.example);
const attempt = { run: "r-1", step: "tell", key: "r-1/tell", number: 1 };
const live = new AbortController().signal;

describe("ticket.create", () => {
  exerciseStepKind(ticketCreate, {
    filled: {
      connection: "tracker",
      title: "Queue orders was stuck",
      text: "The workers were restarted.",
      labels: ["incident"],
      priority: "low",
    },
    startWorld: async (given, mood) => {
      const { needs, server } = await start(
        mood === "answers" ? CREATED : (response) => response.destroy(),
      );
      const tickets = () => server.seen.map(({ body }) => readBack(body));
      return {
        needs,
        received: () => tickets().map((ticket) => ({ ...given, ...ticket })),
        done: tickets,
      };
    },
  });

  test("fills the form of the tracker, and says where the ticket is", async () => {
    const { needs, server } = await start(CREATED);

    const result = await ticketCreate.run(params, needs, attempt, live);

    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(["POST /issues"]);
    expect(JSON.parse(server.seen[0]?.body ?? "")).toEqual({
      project: "OPS",
      fields: {
        summary: params.title,
        about: params.text,
        tags: ["incident"],
        urgency: { id: 2 },
      },
    });
    expect(result).toMatchObject({
      ok: true,
      output: { id: "OPS-7", url: "https://t.example/OPS-7" },
    });
  });

  test("takes a number for an id, and does without an address", async () => {
    const { needs } = await start(answerJson({ data: { key: 7 } }));

    const result = await ticketCreate.run(params, needs, attempt, live);

    expect(result.ok && result.output).toEqual({ id: "7" });
  });

  test("is not made again when the answer does not say which ticket it is", async () => {
    const { needs } = await start(answerJson({ data: {} }));

    const result = await ticketCreate.run(params, needs, attempt, live);

    expect(result).toMatchObject({ ok: false, failure: { code: "E305", retry: "never" } });
  });

  test("fails when the tracker says no", async () => {
    const { needs } = await start(answerJson({ error: "no such project" }, 400));

    const result = await ticketCreate.run(params, needs, attempt, live);

    expect(result).toMatchObject({ ok: false, failure: { code: "E602", retry: "never" } });
  });

  test("may be made again, under the same key, where the tracker honours one", async () => {
    const { needs, server } = await start((response) => response.destroy(), "Idempotency-Key");

    const lost = await ticketCreate.run(params, needs, attempt, live);

    expect(lost).toMatchObject({ ok: false, failure: { code: "E601", retry: "later" } });
    expect(server.seen[0]?.headers["idempotency-key"]).toBe("r-1/tell");
  });
});

describe("a ticket that can be found again", () => {
  exerciseLastingEffect(ticketCreate, {
    filled: { connection: "tracker", title: "Queue orders was stuck", text: "Find out why." },
    startWorld: async () => {
      const { needs, made } = await startTracker();
      return { needs, state: async () => [...made], meddle: async () => undefined };
    },
  });

  test.each([
    ["the tracker cannot be searched now", answerJson({ error: "later" }, 503)],
    ["it answers with something else", answerJson({ message: "hello" })],
    ["what it found is no ticket", answerJson({ found: [{ name: "x" }] })],
    ["it hangs up", (response: Parameters<Answer>[0]) => void response.destroy()],
  ])("is in doubt when %s", async (_, answer) => {
    const { needs } = await startTracker(answer);

    expect(await ticketCreate.probe?.(params, needs, attempt, live)).toMatchObject({
      is: "unknown",
      reason: expect.stringContaining("could not be searched"),
    });
  });

  test("is in doubt where nobody has said how to find it", async () => {
    const { needs } = await start(CREATED);

    expect(await ticketCreate.probe?.(params, needs, attempt, live)).toMatchObject({
      is: "unknown",
      reason: "connections.yaml does not say how tracker finds a ticket",
    });
  });
});

const SEARCH: TicketSearch = {
  path: "/search?tag={key}",
  list: "/found",
  id: "/key",
  url: "/link",
};

/** A tracker that keeps its tickets and finds them by their tag. */
async function startTracker(answer?: Answer) {
  const made: string[] = [];
  const server = await startCounterpart((response, request) => {
    if (answer !== undefined) return answer(response, request);
    if (request.method === "POST") {
      made.push(JSON.parse(request.body).tag);
      return answerJson({ key: made.length, link: "https://t.example" }, 201)(response, request);
    }
    const tag = new URL(request.url, server.url).searchParams.get("tag");
    const found = made.flatMap((one, index) =>
      one === tag ? [{ key: index + 1, link: "https://t.example" }] : [],
    );
    return answerJson({ found })(response, request);
  });
  const form = { ...FORM, body: { tag: "{key}" }, answer: { id: "/key", url: "/link" } };
  const tickets = createTickets(createHttpCaller(destinationAt(server.url)), form, SEARCH);
  return { made, needs: { tickets: () => tickets } };
}

async function start(answer: Answer, idempotencyHeader?: string) {
  const server: Counterpart = await startCounterpart(answer);
  const keyed = idempotencyHeader === undefined ? {} : { idempotencyHeader };
  const tickets = createTickets(createHttpCaller(destinationAt(server.url, keyed)), FORM);
  return { server, needs: { tickets: () => tickets } };
}

interface Sent {
  readonly fields: Readonly<Record<"summary" | "about" | "tags" | "urgency", unknown>>;
}

function readBack(body: string) {
  const { fields } = JSON.parse(body) as Sent; // what the form above has made
  const { summary: title, about, tags: labels, urgency: priority } = fields;
  return { title, text: about, labels, priority };
}
