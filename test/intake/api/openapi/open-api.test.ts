import { describe, expect, test } from "vitest";
import { Ajv } from "ajv";
import { ROUTES } from "../../../../src/intake/api/endpoints/routes.ts";
import { openApi } from "../../../../src/intake/api/openapi/open-api.ts";

interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly "x-right"?: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: object }>>;
  };
  readonly responses: Readonly<Record<string, { readonly content: object }>>;
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

describe("the description of the API", () => {
  const document = JSON.parse(JSON.stringify(openApi(ROUTES))) as Document; // our own form
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

  test("has each route once, under a name of its own", () => {
    expect(operations).toHaveLength(ROUTES.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(ROUTES.length);
  });

  test("says of each route which right it takes; without one are only those that anybody may ask", () => {
    const open = ROUTES.filter(({ right }) => right === "anybody").map(({ path }) => path);

    expect(open).toEqual(["/healthz", "/readyz", "/metrics", "/v1/openapi.json"]);
    expect(operations.filter(({ security }) => security.length === 0)).toHaveLength(open.length);
    expect(operations.filter((each) => each["x-right"] === undefined)).toHaveLength(open.length);
  });

  test("names every param of every path", () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const named = [...path.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(methods)) {
        const described = parameters.filter((each) => each.in === "path").map(({ name }) => name);
        expect(described).toEqual(named);
      }
    }
  });

  test("has schemas that a validator takes, and that refuse a field nobody knows", () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const bodies = operations.flatMap(({ requestBody }) =>
      requestBody === undefined ? [] : Object.values(requestBody.content),
    );
    expect(bodies.length).toBeGreaterThan(5);
    for (const { schema } of bodies) {
      const validate = ajv.compile(schema);
      expect(validate({ surely_unknown: 1 })).toBe(false);
    }
  });

  test("says of each address with a right that strangers are refused, and how", () => {
    for (const operation of operations.filter(({ security }) => security.length > 0)) {
      expect(Object.keys(operation.responses)).toEqual(
        expect.arrayContaining(["401", "403", "429", "503"]),
      );
    }
  });

  test("refers to nothing that it does not hold", () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to);

    expect(new Set(refs)).toEqual(new Set(["#/components/schemas/Problem"]));
  });
});
