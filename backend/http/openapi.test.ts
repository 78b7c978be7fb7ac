import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { endpoints, PROBLEM_CODES, type Endpoint } from '../../contract/index.ts';
import { describeApi } from './openapi.ts';

interface Operation {
  operationId: string;
  security: object[];
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, { schema: { $ref?: string } }> };
  responses: Record<string, { description: string; content?: Record<string, unknown> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, { properties: Record<string, unknown>; required: string[]; additionalProperties?: boolean }>;
    securitySchemes: object;
  };
}

// As a client gets it.
const document: Document = JSON.parse(JSON.stringify(describeApi('https://jackdaw.example.org')));
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe('/openapi.json', () => {
  it('has every endpoint of the contract once, under its method and path', () => {
    expect(document.openapi).toBe('3.1.0');
    const described = operations.map(({ path, method, operation }) => `${operation.operationId} ${method} ${path}`);
    const known = Object.entries(endpoints).map(
      ([name, { method, path }]) => `${name} ${method.toLowerCase()} ${path.replace(':id', '{id}')}`,
    );
    expect(described.toSorted()).toEqual(known.toSorted());
  });

  it('is valid OpenAPI 3.1 by the specification’s own schema', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone<Record<string, unknown>>({ ...document }))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('points only at what is there', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref!);
    expect(refs.length).toBeGreaterThan(20);
    for (const ref of new Set(refs)) {
      const [, ...steps] = ref.split('/');
      expect(
        steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)?.[step], document),
        ref,
      ).toBeTypeOf('object');
    }
  });

  it('declares every parameter of a path, and no schema of another draft', () => {
    for (const { path, operation } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(operation.parameters.filter((one) => one.in === 'path').map(({ name, required }) => ({ name, required }))).toEqual(
        named.map((name) => ({ name, required: true })),
      );
    }
    expect(JSON.stringify(document)).not.toMatch(/\$schema|\$defs/);
  });

  it('asks for a token exactly where the contract does', () => {
    for (const { operation } of operations) {
      const { access, scope }: Endpoint = endpoints[operation.operationId as keyof typeof endpoints];
      const apiToken = scope === undefined || scope === 'session' ? [] : [{ apiToken: [scope] }];
      expect(operation.security).toEqual(access === 'public' ? [] : [{ accessToken: [] }, ...apiToken]);
    }
    expect(Object.keys(document.components.securitySchemes)).toEqual(['accessToken', 'apiToken']);
  });

  it('names every problem that an endpoint can answer, as application/problem+json', () => {
    for (const { operation } of operations) {
      const endpoint = endpoints[operation.operationId as keyof typeof endpoints];
      const failures = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);
      const text = failures.map(([, { description }]) => description).join(' ');
      for (const code of [...endpoint.problems, 'invalid_input', 'rate_limited', 'unavailable']) expect(text).toContain(`\`${code}\``);
      for (const [, { content }] of failures) expect(content).toHaveProperty('application/problem+json');
      for (const status of endpoint.statuses) expect(operation.responses).toHaveProperty(String(status));
    }
    expect(JSON.stringify(document.components.schemas['Problem'])).toContain(PROBLEM_CODES.at(-1));
  });

  it('lets a client leave out what has a default, and promises it in the reply', () => {
    const { SaveApplication, Application } = document.components.schemas;
    expect(SaveApplication?.required).toEqual(['posting']);
    expect(SaveApplication?.additionalProperties).toBe(false);
    expect(Application?.required.toSorted()).toEqual(Object.keys(Application!.properties).toSorted());
  });
});
