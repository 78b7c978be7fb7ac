import { createHash } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { endpoints } from '../../contract/index.ts';
import { startWithDatabase } from '../testing/start-test-app.ts';
import { renderDocs } from './render-docs.ts';

it('/docs names every endpoint of the contract, links only within itself, and loads and runs nothing', async () => {
  const app = await startWithDatabase();
  onTestFinished(() => app.close());
  const reply = await fetch(`${app.url}/docs`);
  const html = await reply.text();
  expect(reply.status).toBe(200);
  for (const [name, { path }] of Object.entries(endpoints)) {
    expect(html).toContain(`<article id="${name}">`);
    expect(html).toContain(path.replaceAll(/:(\w+)/g, '{$1}'));
  }
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const links = [...html.matchAll(/ href="([^"]+)"/g)].map(([, link]) => link!);
  expect(links.filter((link) => link !== '/openapi.json' && !(link.startsWith('#') && ids.has(link.slice(1))))).toEqual([]);
  expect(html).not.toMatch(/<script|<link|<img| src=| style=| on\w+=/);
  const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? '';
  expect(reply.headers.get('content-security-policy')).toBe(
    `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
});

it('shows what a description says as text, whatever it is', () => {
  const hostile = '<img src=x onerror=alert(1)>"&\'';
  const html = renderDocs(
    {
      info: { title: hostile, description: hostile },
      servers: [{ url: hostile }],
      paths: {
        [`/api/${hostile}`]: {
          get: {
            operationId: hostile,
            summary: hostile,
            security: [],
            parameters: [{ name: hostile, in: 'query', required: false, schema: { enum: [hostile] } }],
            responses: {
              200: {
                description: hostile,
                content: { [hostile]: { schema: { type: 'object', properties: { [hostile]: { $ref: hostile } } } } },
              },
            },
          },
        },
      },
      components: { schemas: { [hostile]: { type: hostile, default: hostile } } },
    },
    '',
  );
  expect(html).not.toContain('<img');
});
