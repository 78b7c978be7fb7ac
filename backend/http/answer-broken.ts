import { STATUS_CODES, type Server } from 'node:http';
import { PROBLEMS, type Problem, type ProblemCode } from '../../contract/index.ts';
import { SECURITY_HEADERS } from './set-security-headers.ts';

/** What Node's parser calls the faults that have a status of their own; it answers the rest with 400 too. */
const STATUSES: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, HPE_CHUNK_EXTENSIONS_OVERFLOW: 413, ERR_HTTP_REQUEST_TIMEOUT: 408 };

function replyTo(code: string): string {
  const status = STATUSES[code] ?? 400;
  const problem: ProblemCode = status === 413 ? 'too_large' : 'malformed';
  const body = JSON.stringify({
    type: `urn:jackdaw:problem:${problem}`,
    title: PROBLEMS[problem].title,
    status,
    code: problem,
  } satisfies Problem);
  const headers = {
    ...SECURITY_HEADERS,
    'Cache-Control': 'no-store',
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  };
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${body}`;
}

/** Answers what never became a request (not HTTP, endless headers, a client that is too slow) as everything else is: a problem, with our headers. */
export function answerBroken(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // A reply may have begun already: two in one would be worse than none.
    const begun = Reflect.get(socket, '_httpMessage')?.headersSent === true;
    if (error.code === 'ECONNRESET' || !socket.writable || begun) socket.destroy();
    // Ended only, it would stay open for as long as the client likes.
    else socket.end(replyTo(error.code ?? ''), () => socket.destroy());
  });
}
