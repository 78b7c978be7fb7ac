import { fieldsOf, limitsOf, typeOf, type Json } from './describe-type.ts';
import { escapeHtml } from './escape-html.ts';

interface Operation {
  operationId: string;
  summary: string;
  security: unknown[];
  parameters: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: Record<string, { schema?: Json }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: Json }> }>;
}

/** What of an OpenAPI 3.1 document is shown. */
export interface ApiDescription {
  info: { title: string; description: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
}

const table = (rows: readonly string[]): string => (rows.length === 0 ? '' : `<table>${rows.join('')}</table>`);
const part = (title: string, html: string): string => (html === '' ? '' : `<h3>${title}</h3>${html}`);
/** A backtick in a description is code. */
const prose = (text: string): string => escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

function contentOf(content: Record<string, { schema?: Json }> = {}): string {
  return Object.entries(content)
    .map(([media, { schema }]) => {
      const isNamed = schema === undefined || schema['properties'] === undefined;
      const type = schema === undefined ? '' : ` ${isNamed ? typeOf(schema) : ''}`;
      return `<p><code>${escapeHtml(media)}</code>${type}</p>${schema === undefined || isNamed ? '' : table(fieldsOf(schema))}`;
    })
    .join('');
}

function article(method: string, path: string, operation: Operation): string {
  const { operationId, summary, security, parameters, requestBody, responses } = operation;
  const given = parameters.map(({ name, in: place, required, schema }) => {
    const limits = limitsOf(schema);
    const optional = required ? '' : ' <span class="access">optional</span>';
    return `<tr><td><code>${escapeHtml(name)}</code>${optional}</td><td>${place}; ${typeOf(schema)}${limits === '' ? '' : `, ${escapeHtml(limits)}`}</td></tr>`;
  });
  const statuses = Object.entries(responses);
  const good = statuses.filter(([status]) => status.startsWith('2'));
  const others = statuses.filter(([status]) => !status.startsWith('2'));
  return `<article id="${escapeHtml(operationId)}">
<header><code><span class="method">${method.toUpperCase()}</span> ${escapeHtml(path)}</code><span class="access">${security.length > 0 ? 'with a token' : 'no token needed'}</span></header>
<p>${prose(summary)}</p>
${part('Parameters', table(given))}
${part('Body', contentOf(requestBody?.content))}
${good.map(([status, { content }]) => part(`Answers ${status}`, contentOf(content) || '<p>No body.</p>')).join('')}
<details><summary>Problems</summary>${table(others.map(([status, { description }]) => `<tr><td>${status}</td><td>${prose(description)}</td></tr>`))}</details>
</article>`;
}

/** The first part of a path under /api names what it is about. */
const nounOf = (path: string): string => path.split('/')[2]?.replace(/\..*$/, '') ?? path;

/** The whole page: every endpoint and every schema of the description, in plain HTML without a script. */
export function renderDocs({ info, servers, paths, components }: ApiDescription, css: string): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const nouns = [...new Set(operations.map(({ path }) => nounOf(path)))];
  const ofNoun = (noun: string) => operations.filter(({ path }) => nounOf(path) === noun);
  const schemas = Object.entries(components.schemas);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${escapeHtml(info.title)} API</title><style>${css}</style></head>
<body><a class="skip" href="#main">To the endpoints</a><div class="frame">
<nav aria-label="Endpoints">${nouns
    .map(
      (noun) =>
        `<h2>${escapeHtml(noun)}</h2><ul>${ofNoun(noun)
          .map(
            ({ path, method, operation }) =>
              `<li><a href="#${escapeHtml(operation.operationId)}">${method.toUpperCase()} ${escapeHtml(path.replace('/api/', ''))}</a></li>`,
          )
          .join('')}</ul>`,
    )
    .join(
      '',
    )}<h2>Schemas</h2><ul>${schemas.map(([name]) => `<li><a href="#schema-${escapeHtml(name)}">${escapeHtml(name)}</a></li>`).join('')}</ul></nav>
<main id="main"><h1>${escapeHtml(info.title)} API</h1>
<p>${prose(info.description)} Send tokens as <code>Authorization: Bearer …</code>. This server is <code>${escapeHtml(servers[0]?.url ?? '')}</code>; for programs, the same as <a href="/openapi.json">OpenAPI 3.1</a>.</p>
${nouns
  .map(
    (noun) =>
      `<section><h2>${escapeHtml(noun)}</h2>${ofNoun(noun)
        .map(({ path, method, operation }) => article(method, path, operation))
        .join('\n')}</section>`,
  )
  .join('\n')}
<section><h2>Schemas</h2>${schemas.map(([name, schema]) => `<article id="schema-${escapeHtml(name)}"><header><code>${escapeHtml(name)}</code></header>${table(fieldsOf(schema)) || `<p>${typeOf(schema)}</p>`}</article>`).join('\n')}</section>
</main></div></body></html>
`;
}
