import { z } from "zod";
import packageJson from "../../../../package.json" with { type: "json" };
import { type Code, CODES } from "../../../model/codes.ts";
import { statusOf } from "../http-problem.ts";
import { namesIn, PATH_PARAMS } from "../route/path-params.ts";
import type { Route } from "../route/route.ts";
import { HttpProblem } from "../views/problem-view.ts";
import { refusalsOf } from "./refusals.ts";
import { type SchemaObject, schemaOf } from "./schema-of.ts";

/** The whole API as OpenAPI 3.1, made from the routes that answer it. */
export function openApi(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:([a-z]+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Pitcrew",
      version: packageJson.version,
      description: "Alerts in, rehearsed playbooks run, people asked, everything on record.",
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(HttpProblem, "output") },
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "A key from pitcrew keys create." },
      },
    },
  };
}

function operation(route: Route): object {
  const { method, path, summary, right, over, again, body, view, status = 200, type } = route;
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[/:._]+(.)?/g, upper)}`,
    summary,
    ...(again !== undefined && { description: `Asked for twice: ${again}` }),
    ...(right === "anybody" ? { security: [] } : { security: [{ key: [] }] }),
    ...(right !== "anybody" && { "x-right": right, "x-over": over }),
    parameters: [...pathParameters(path), ...queryParameters(route), ...headers(route)],
    ...(body !== undefined && {
      requestBody: { content: { "application/json": { schema: schemaOf(body, "input") } } },
    }),
    responses: {
      [status]: {
        description: "What was asked for.",
        content: { [type ?? "application/json"]: { schema: schemaOf(view, "output") } },
      },
      ...problems(refusalsOf(route)),
    },
  };
}

function upper(_: string, letter = ""): string {
  return letter.toUpperCase();
}

function pathParameters(path: string): readonly object[] {
  return namesIn(path).map((name) => ({
    name,
    in: "path",
    required: true,
    description: PATH_PARAMS[name].means,
    schema: schemaOf(PATH_PARAMS[name].form, "input"),
  }));
}

function queryParameters({ query }: Route): readonly object[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(query, "input");
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name) && schema.default === undefined,
    schema,
  }));
}

const IDEMPOTENCY: SchemaObject = schemaOf(z.string().min(1).max(200), "input");

function headers({ method, showsSecret }: Route): readonly object[] {
  if (method === "GET" || showsSecret) return [];
  const description =
    "Chosen by you: the same again within a day is answered with the first answer.";
  return [
    { name: "Idempotency-Key", in: "header", required: false, description, schema: IDEMPOTENCY },
  ];
}

function problems(codes: readonly Code[]): Readonly<Record<string, object>> {
  const byStatus = Map.groupBy(codes, statusOf);
  const sorted = [...byStatus].toSorted(([a], [b]) => a - b);
  return Object.fromEntries(
    sorted.map(([status, several]) => [
      String(status),
      {
        description: several.map((code) => `${code} ${CODES[code].title}`).join("; "),
        content: {
          "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        },
      },
    ]),
  );
}
