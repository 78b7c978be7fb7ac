import type { Context } from 'koa';
import { endpoints, type ImportUnderWay } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { readBytes, refuseCompressed } from '../http/read-bytes.ts';
import { serve, WithStatus, type Api } from '../http/serve.ts';
import type { Database } from '../postgres/pools.ts';
import { createAdmission } from './admission.ts';
import { importFile } from './import-file.ts';
import { listImportRows, listImports } from './list-imports.ts';
import { undoImport } from './undo-import.ts';

const { types, bytes: maxBytes } = endpoints.importFile.file;

async function readFile(ctx: Context): Promise<Buffer> {
  if (!types.some((type) => type === ctx.request.type)) {
    throw new ProblemError('unsupported_media_type', { detail: `Send the file as it is, as one of ${types.join(', ')}.` });
  }
  refuseCompressed(ctx);
  return readBytes(ctx.req, maxBytes);
}

/** Aborted when the reply's reader has gone. */
function signalOf(ctx: Context): AbortSignal {
  const left = new AbortController();
  ctx.res.once('close', () => left.abort(new ProblemError('malformed', { detail: 'The request was given up.' })));
  return left.signal;
}

/** Binds imports: reading a file, the list of what was imported, and taking one back. */
export function serveImports(api: Api, database: Database): void {
  const admission = createAdmission();
  /** By user, who has one at most. */
  const underWay = new Map<string, ImportUnderWay>();
  serve(api, endpoints.importFile, async ({ user, query, headers, ctx }) => {
    const leave = admission.enter(user.id);
    try {
      const bytes = await readFile(ctx);
      const signal = signalOf(ctx);
      const onRows = (now: ImportUnderWay) => underWay.set(user.id, now);
      const file = { bytes, fileName: headers['x-file-name'], answers: headers['x-import-answers'], signal, onRows };
      const reply = await admission.inTurn(() => importFile(database, user, file, query));
      return new WithStatus(reply.import === null ? 200 : 201, reply);
    } finally {
      underWay.delete(user.id);
      leave();
    }
  });
  serve(api, endpoints.listImports, ({ user }) => listImports(database, user, underWay.get(user.id) ?? null));
  serve(api, endpoints.listImportRows, ({ user, params, query }) => listImportRows(database, user, params.id, query));
  serve(api, endpoints.undoImport, ({ user, params }) => undoImport(database, user, params.id));
}
