import { STATUS_CODES, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { PROBLEMS, type Problem, type ProblemCode } from '../../contract/index.ts';
import { SECURITY_HEADERS } from './set-security-headers.ts';

/** What Node's parser calls the faults that have a status of their own, and what we do; it answers the rest with 400 too. */
const STATUSES: Record<string, number> = {
  EXPECTATION_FAILED: 417,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

function replyTo(code: string): { status: number; headers: Record<string, string | number>; body: string } {
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
  return { status, headers, body };
}

/** The reply as it goes over the wire, where there is no request that it could answer. */
function asText({ status, headers, body }: ReturnType<typeof replyTo>): string {
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${body}`;
}

function refuse(response: ServerResponse, code: string): void {
  const { status, headers, body } = replyTo(code);
  response.writeHead(status, headers).end(body);
}

/**
 * `listener` for requests that say which host they are for, as HTTP/1.1 wants. Node would refuse the others itself (`requireHostHeader`),
 * without a word and without our headers.
 */
export function requireHost(listener: RequestListener): RequestListener {
  return (request, response) => {
    if (request.headers.host === undefined && request.httpVersion === '1.1') refuse(response, 'HOST_MISSING');
    else listener(request, response);
  };
}

/** Answers what never became a request (not HTTP, endless headers, a client that is too slow) as everything else is: a problem, with our headers. */
export function answerBroken(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // A reply may have begun already: two in one would be worse than none.
    const begun = Reflect.get(socket, '_httpMessage')?.headersSent === true;
    if (error.code === 'ECONNRESET' || !socket.writable || begun) socket.destroy();
    // Ended only, it would stay open for as long as the client likes.
    else socket.end(asText(replyTo(error.code ?? '')), () => socket.destroy());
  });
  server.on('checkExpectation', (_request, response: ServerResponse) => refuse(response, 'EXPECTATION_FAILED'));
}
