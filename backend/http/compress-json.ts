import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context, Middleware } from 'koa';

/** Below this a reply fits into one packet as it is, and compressing would only take time. */
const MIN_BYTES = 1024;
/** As quick as gzip's own best compromise, and smaller; the default of 11 is for files that are compressed once. */
const BROTLI_QUALITY = 4;

const compress = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
};

/**
 * Compression tells by a reply's length whether two parts of it are alike (BREACH). That takes a secret, words of an attacker's beside it
 * in the same reply, and a way to make the victim ask again and again. Nobody else's page can ask: the access token is a header that only
 * our own code sends, and the one cookie is read only where sessions are renewed and ended. Replies that hold secrets (sessions, tokens, recovery
 * codes, invites) answer a POST; so none of a POST's is compressed but those about applications, which hold none.
 */
function mayCompress(ctx: Context): boolean {
  return ctx.method !== 'POST' || ctx.path.startsWith('/api/applications/');
}

/** Compresses every JSON reply that is long enough to be worth it, with what the client takes. Streams go out as they are. */
export function compressJson(): Middleware {
  return async (ctx, next) => {
    await next();
    const { body } = ctx;
    if (typeof body !== 'string' || ctx.response.is('json') === false || !mayCompress(ctx)) return;
    // Also for who gets it as it is: a cache must not give one client's form to another.
    ctx.vary('Accept-Encoding');
    if (ctx.method === 'HEAD' || body.length < MIN_BYTES) return;
    // Ours to choose among what is taken: browsers name gzip first and mean nothing by it.
    const encoding = (['br', 'gzip'] as const).find((one) => ctx.acceptsEncodings(one) === one);
    if (encoding === undefined) return;
    const { status, type } = ctx;
    ctx.body = await compress[encoding](Buffer.from(body));
    ctx.status = status;
    ctx.type = type;
    ctx.set('Content-Encoding', encoding);
  };
}
