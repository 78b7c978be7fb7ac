import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Router } from '@koa/router';
import { describeApi } from '../http/openapi.ts';
import { renderDocs, type ApiDescription } from './render-docs.ts';

/** The API for people at `/docs`: one page without a script, that loads nothing from anywhere. Made at the first request. */
export function serveDocs(router: Router, publicUrl: string): void {
  const css = readFileSync(new URL('docs.css', import.meta.url), 'utf8');
  const styleHash = createHash('sha256').update(css).digest('base64');
  let page: string | undefined;
  router.get('/docs', (ctx) => {
    page ??= renderDocs(describeApi(publicUrl) as unknown as ApiDescription, css);
    ctx.set(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    ctx.set('Cache-Control', 'no-cache');
    ctx.type = 'text/html; charset=utf-8';
    ctx.body = page;
  });
}
