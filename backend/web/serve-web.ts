import type { Middleware } from 'koa';
import type { WebFile } from './read-web-files.ts';

/** Only what the server itself serves runs and is asked; the page is in no frame and sends no form. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the web page's files; every other path is left to what comes next, so that an unknown one stays a problem. */
export function serveWeb(files: ReadonlyMap<string, WebFile>): Middleware {
  return async (ctx, next) => {
    const file = ctx.method === 'GET' || ctx.method === 'HEAD' ? files.get(ctx.path) : undefined;
    if (file === undefined) return next();
    ctx.set({
      'Content-Security-Policy': POLICY,
      'Cache-Control': file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      'Cross-Origin-Opener-Policy': 'same-origin',
      ETag: file.etag,
      Vary: 'Accept-Encoding',
    });
    // Before the freshness check, which a status of 404 would fail.
    ctx.status = 200;
    if (ctx.fresh) {
      ctx.status = 304;
      return;
    }
    const gzipped = ctx.acceptsEncodings('gzip', 'identity') === 'gzip' ? file.gzipped : null;
    if (gzipped !== null) ctx.set('Content-Encoding', 'gzip');
    ctx.type = file.type;
    ctx.body = gzipped ?? file.body;
  };
}
