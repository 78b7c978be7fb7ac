import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ApplicationPage } from '../../../contract/index.ts';
import type { Figure } from '../figures.ts';
import { askWell } from './ask.ts';
import { cpuSecondsOf } from './cpu.ts';
import type { Installation } from './installation.ts';
import { allAnswered, type Load } from './load.ts';
import { SAVE_BODY } from './measure-saves.ts';
import { READER } from './measure-reads.ts';

/** The user whose saves are counted: not the reader, whose lists must stay what they were. */
const SAVER = 1100;

/** Node's CPU per request of the whole server beside a bare Koa handler with the same query, from the same load generator. */
export async function measureCpu({ postgres, server, owner, tokenOf }: Installation, load: Load, seconds: number): Promise<Figure[]> {
  const token = tokenOf(READER);
  const { text } = await askWell(`${server.url}/api/applications?limit=1`, token);
  const id = (JSON.parse(text) as ApplicationPage).items[0]?.id ?? '';
  const body = JSON.stringify(SAVE_BODY);
  const figures: Figure[] = [];
  await owner.query('create sequence if not exists bench_numbers start 1000000');
  for (const [what, user, job] of [
    ['get', READER, { method: 'GET', path: `/api/applications/${id}` }],
    ['list of 50', READER, { method: 'GET', path: '/api/applications' }],
    ['save (beside: the row alone)', SAVER, { method: 'PUT', path: '/api/applications/{id}', body }],
  ] as const) {
    const child = fork(fileURLToPath(new URL('bare-koa-process.ts', import.meta.url)), [postgres.ownerUrl, String(user)], {
      execArgv: ['--import', 'tsx'],
    });
    try {
      const [port] = (await once(child, 'message')) as [number];
      const measure = async (pid: number, at: number): Promise<number> => {
        const all = { ...job, port: at, clients: 4, tokens: [tokenOf(user)] };
        await load.run({ ...all, seconds: 1 });
        const before = cpuSecondsOf(pid);
        const { answered } = allAnswered(await load.run({ ...all, seconds }));
        return ((cpuSecondsOf(pid) - before) * 1e6) / answered;
      };
      const bare = await measure(child.pid ?? 0, port);
      const ours = await measure(server.pid(), Number(new URL(server.url).port));
      figures.push({
        what: `node CPU of a ${what}`,
        ours: `${ours.toFixed(0)} µs`,
        beside: `bare Koa ${bare.toFixed(0)} µs`,
        ratio: ours / bare,
      });
    } finally {
      child.kill();
    }
  }
  return figures;
}
