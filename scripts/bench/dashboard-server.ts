import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { STAGES, WORKPLACE_TYPES, type Application, type Event, type Session, type Snapshot } from '../../contract/index.ts';
import { readWebFiles } from '../../backend/web/read-web-files.ts';

const TITLES = ['Data Engineer', 'Product Designer', 'Backend Developer', 'Site Reliability Engineer', 'Research Assistant', 'Team Lead'];
const COMPANIES = ['Ørsted', 'Fjordline', 'Vestas', 'Zalando', 'Café & Co', 'Brødrene Dahl', 'Łódź Labs', 'Northwind'];
const PLACES = ['Copenhagen', 'Berlin', 'Aarhus', 'Gdańsk', 'Remote, EU', 'Hamburg'];
const TAGS = ['data', 'remote', 'dream', 'python', 'agency'];
const at = <Value>(list: readonly Value[], index: number): Value => list[index % list.length] as Value;

/** Application number `index`, the newest first: every one a little different, always the same. */
export function buildApplicationAt(index: number): Application {
  const stage = at(STAGES, Math.floor(index / 3));
  const createdAt = new Date(Date.UTC(2026, 10, 24, 12) - index * 3_600_000).toISOString();
  const min = 40_000 + (index % 50) * 1_000;
  return {
    id: `01999999-0000-7000-8000-${String(index).padStart(12, '0')}`,
    posting: {
      title: `${at(['Senior ', '', 'Junior '], index)}${at(TITLES, Math.floor(index / 2))} ${index}`,
      company: at(COMPANIES, index * 7),
      location: index % 9 === 0 ? null : at(PLACES, index * 5),
      workplaceType: index % 4 === 0 ? null : at(WORKPLACE_TYPES, index),
      employmentType: 'FULL_TIME',
      salary: index % 3 === 0 ? null : { min, max: min + 12_000, currency: at(['EUR', 'DKK', 'USD'], index), period: 'YEAR' },
      datePosted: createdAt.slice(0, 10),
      validThrough: null,
      description: `## What you do\n\n*   Build and run pipelines\n*   Write it down\n\n${'You will work with people who like what they do. '.repeat(20)}`,
      url: `https://jobs.example.org/${index}`,
    },
    postingKey: `example:${index}`,
    stage,
    outcome: stage === 'closed' ? at(['rejected', 'ghosted', 'withdrawn'] as const, index) : null,
    appliedOn: stage === 'saved' ? null : createdAt.slice(0, 10),
    followUpOn: index % 11 === 0 ? '2026-12-01' : null,
    priority: index % 4,
    notes: index % 6 === 0 ? 'Spoke to Mette. Asked about **remote** days.' : '',
    tags: TAGS.filter((_tag, tag) => (index + tag) % 5 === 0),
    origins: { title: { reader: 'json-ld', via: 'title' }, company: { reader: 'json-ld', via: 'hiringOrganization' } },
    capturedAt: createdAt,
    changeNumber: index + 1,
    createdAt,
    updatedAt: createdAt,
    deletedAt: null,
  };
}

/** What happened to it, a week after the other. */
function eventsOf({ id, stage, outcome, createdAt }: Application): Event[] {
  const way = STAGES.slice(0, STAGES.indexOf(stage) + 1).filter(
    (step, index) => index < 2 || step === stage || Number(id.slice(-1)) % 2 === 0,
  );
  return way.map((step, index) => ({
    id: `${id.slice(0, 24)}${String(index).padStart(4, '0')}${id.slice(-8)}`,
    applicationId: id,
    kind: index === 0 ? 'saved' : 'stage_changed',
    at: new Date(Date.parse(createdAt) + index * 7 * 86_400_000).toISOString(),
    by: 'Chrome on Linux',
    before: index === 0 ? {} : { stage: way[index - 1] },
    after: { stage: step, ...(step === 'closed' ? { outcome } : {}) },
  }));
}

function snapshotsOf({ id, createdAt, posting }: Application): Snapshot[] {
  const text = posting.description ?? '';
  return [text.replace('pipelines', 'dashboards'), `${text}\n\nRemote possible.`].map((words, index) => ({
    id: `${id.slice(0, 35)}${index}`,
    applicationId: id,
    capturedAt: new Date(Date.parse(createdAt) - index * 86_400_000).toISOString(),
    text: words,
    contentHash: '0'.repeat(64),
  }));
}

export interface DashboardServer {
  url: string;
  /** What was asked of the API, as `METHOD /path`. */
  asked: string[];
  close(): Promise<void>;
}

const SESSION: Session = {
  accessToken: 'access',
  expiresIn: 600,
  refreshToken: 'refresh',
  user: {
    id: '01990000-0000-7000-8000-000000000001',
    email: 'ada@example.org',
    name: 'Ada',
    role: 'administrator',
    createdAt: '2026-01-01T00:00:00.000Z',
  },
};

/** Serves dist/web with an API that holds `count` applications in memory: for measuring the page, not the server. */
export async function startDashboardServer(count: number): Promise<DashboardServer> {
  const files = readWebFiles('dist/web');
  if (files.size === 0) throw new Error('dist/web is not built: npm run build:web');
  const asked: string[] = [];
  const answers: Record<string, (url: URL) => unknown> = {
    'POST /api/auth/sign-in': () => SESSION,
    'POST /api/auth/refresh': () => SESSION,
    'GET /api/events': (url) => {
      const after = Number(url.searchParams.get('after'));
      const events = Array.from({ length: count }, (_none, index) => eventsOf(buildApplicationAt(index)))
        .flat()
        .map((event, index) => ({ ...event, changeNumber: index + 1 }));
      const page = events.slice(after, after + 1000);
      return { events: page, changeNumber: events.length, more: after + page.length < events.length };
    },
    'GET /api/changes': (url) => {
      const after = Number(url.searchParams.get('after'));
      const changes = Array.from({ length: Math.min(500, Math.max(0, count - after)) }, (_none, index) =>
        buildApplicationAt(after + index),
      );
      return { changes, changeNumber: count, more: after + changes.length < count };
    },
  };
  const byPath = (method: string, path: string): unknown => {
    const id = path.split('/')[3] ?? '';
    const application = buildApplicationAt(Number(id.slice(-12)));
    if (method === 'GET' && path.endsWith('/events')) return { items: eventsOf(application) };
    if (method === 'GET' && path.endsWith('/duplicates')) return { items: [] };
    if (method === 'GET' && path.endsWith('/snapshots')) return { items: snapshotsOf(application) };
    if (method === 'PATCH') return { ...application, changeNumber: count + 1 };
    return undefined;
  };
  const answer = ({ method = 'GET', url = '/' }: IncomingMessage) => {
    const parsed = new URL(url, 'http://localhost');
    asked.push(`${method} ${parsed.pathname}`);
    return (
      answers[`${method} ${parsed.pathname}`]?.(parsed) ??
      (parsed.pathname.startsWith('/api/applications/') ? byPath(method, parsed.pathname) : undefined)
    );
  };
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '/');
    if (file !== undefined) return void response.writeHead(200, { 'content-type': file.type }).end(file.body);
    const reply = answer(request);
    if (reply !== undefined) return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
    const problem = { type: 'about:blank', title: 'Not found', status: 404, code: 'not_found' };
    response.writeHead(404, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
