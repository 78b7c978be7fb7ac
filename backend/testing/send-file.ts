import type { ImportAnswers, ImportReply, Problem } from '../../contract/index.ts';
import type { TestApp } from './start-test-app.ts';

export interface FileOptions {
  dryRun?: boolean;
  answers?: ImportAnswers;
  fileName?: string;
  /** More of the query: `&limit=…`. */
  query?: string;
  type?: string;
}

/** Sends a file to be imported, as a client does; not a dry run unless told. */
export async function sendFile(
  app: Pick<TestApp, 'ask'>,
  token: string,
  file: string | Uint8Array,
  { dryRun = false, answers, fileName = '', query = '', type = 'text/csv' }: FileOptions = {},
): Promise<Awaited<ReturnType<typeof app.ask<ImportReply & Problem>>>> {
  return app.ask<ImportReply & Problem>('POST', `/api/imports?dryRun=${dryRun}${query}`, {
    token,
    raw: typeof file === 'string' ? file : new Uint8Array(file),
    headers: {
      'Content-Type': type,
      'X-File-Name': encodeURIComponent(fileName),
      ...(answers === undefined ? {} : { 'X-Import-Answers': encodeURIComponent(JSON.stringify(answers)) }),
    },
  });
}
