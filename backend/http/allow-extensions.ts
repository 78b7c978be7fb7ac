import type { Middleware } from 'koa';

/** An extension's own pages; Firefox gives each installation a random id, so there is no list to check it against. */
const EXTENSION_ORIGIN = /^(chrome-extension:\/\/[a-p]{32}|moz-extension:\/\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * CORS: closed to every web page, open to browser extensions, so that ours works before its host permission is granted. No
 * credentials: an extension sends its token itself, and without a token another extension learns nothing a stranger could not.
 */
export function allowExtensions(): Middleware {
  return async (ctx, next) => {
    ctx.vary('Origin');
    const origin = ctx.get('Origin');
    if (!EXTENSION_ORIGIN.test(origin)) return next();
    ctx.set('Access-Control-Allow-Origin', origin);
    ctx.set('Access-Control-Expose-Headers', 'X-Request-Id, Retry-After, Content-Disposition, ETag');
    // Cross-Origin-Resource-Policy would take back what the line above gave.
    ctx.set('Cross-Origin-Resource-Policy', 'cross-origin');
    if (ctx.method !== 'OPTIONS' || ctx.get('Access-Control-Request-Method') === '') return next();
    ctx.set('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE');
    ctx.set('Access-Control-Allow-Headers', 'Authorization, Content-Type, If-None-Match, X-Import-Answers, X-File-Name');
    ctx.set('Access-Control-Max-Age', '600');
    // Chromium asks this before a request from a public to a private address.
    if (ctx.get('Access-Control-Request-Private-Network') === 'true') ctx.set('Access-Control-Allow-Private-Network', 'true');
    ctx.status = 204;
    return undefined;
  };
}
