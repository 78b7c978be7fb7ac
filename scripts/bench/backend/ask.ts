import http from 'node:http';

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

export interface Answer {
  status: number;
  bytes: number;
  ms: number;
  text: string;
}

/** One request on a kept connection. */
export function ask(url: string, token: string, { headers = {} }: { headers?: Record<string, string> } = {}): Promise<Answer> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = http.get(url, { agent, headers: { ...headers, authorization: `Bearer ${token}` } }, (response) => {
      let bytes = 0;
      let text = '';
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        text += chunk.toString('latin1');
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes, text, ms: performance.now() - started }));
      response.on('error', reject);
    });
    sent.on('error', reject);
  });
}

/** The same, which must be answered 200. */
export async function askWell(url: string, token: string, options?: Parameters<typeof ask>[2]): Promise<Answer> {
  const answer = await ask(url, token, options);
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${answer.text.slice(0, 300)}`);
  return answer;
}

export function closeConnections(): void {
  agent.destroy();
}
