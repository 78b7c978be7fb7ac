import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts a process's time in these, and no kernel of today uses another number. */
const TICKS_A_SECOND = 100;

/** The numbers of /proc/<pid>/stat from the third field on: what stands before may hold spaces. Undefined for a process that has gone. */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

const secondsIn = (stat: string[] | undefined, first: number, last: number): number =>
  (stat?.slice(first, last).reduce((sum, ticks) => sum + Number(ticks), 0) ?? 0) / TICKS_A_SECOND;

/** The CPU seconds that a process took so far. */
export function cpuSecondsOf(pid: number): number {
  return secondsIn(statOf(pid), 11, 13);
}

/** The same of a process with every child it has and had: PostgreSQL with its connections, of which pgbench's are gone by then. */
export function cpuSecondsOfTree(pid: number): number {
  let seconds = secondsIn(statOf(pid), 11, 15);
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = statOf(Number(name));
    if (stat?.[1] === String(pid)) seconds += secondsIn(stat, 11, 13);
  }
  return seconds;
}

/** Resident memory of a process in MB. */
export function residentMemory(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1]) / 1000;
}
