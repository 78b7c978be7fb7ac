import * as v from 'valibot';
import type { Application, ApplicationChanges, BulkConflict, BulkEdit, EditApplicationInput } from '../../contract/application.ts';
import { ListChanges } from '../../contract/list.ts';
import type { FieldConflict } from '../../contract/problem.ts';
import type { Api } from '../api/client.ts';
import { ProblemError } from '../api/errors.ts';
import { applyChanges } from '../edits/changes.ts';
import { valuesOf } from '../edits/seen.ts';

/** A server that merges edits as ours does: what was changed since the state that an edit is based on is in conflict with it. */
export interface FakeServer {
  api: Pick<Api, 'call'>;
  applications: Map<string, Application>;
  /** The texts of each application's posting, oldest first. */
  snapshots: Map<string, string[]>;
  /** Every request, in the order in which they took effect. */
  asked: { name: string; body: unknown }[];
  /** Called before an edit replaces a value by another; of a bulk edit of tags for each `tag` that it takes away. */
  replacing: (id: string, field: string, value: unknown) => void;
  /** Called before a request takes effect, with the application that it is about; what it throws is what the client meets. */
  failing: (name: string, id: string | null, body: unknown) => void;
  /** Called when a request took effect, before its answer goes out; what it throws is what the client meets. */
  answering: () => Promise<void> | void;
  /** As another device does it, on top of what is there. */
  change(id: string, changes: ApplicationChanges): void;
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

export function createFakeServer(all: readonly Application[]): FakeServer {
  const applications = new Map(all.map((application) => [application.id, application]));
  const events: { id: string; changeNumber: number; fields: string[] }[] = [];
  let changeNumber = Math.max(0, ...all.map((application) => application.changeNumber));

  function write(application: Application, changes: ApplicationChanges, by: 'edit' | 'bulk' | 'others'): Application {
    const before = valuesOf(application);
    const fields = Object.entries(valuesOf(changes)).filter(([field, value]) => !isSame(before[field], value));
    if (fields.length === 0) return application;
    // A bulk edit adds tags to those that are there: what it replaces are those that it takes away.
    const taken = application.tags.filter((tag) => !changes.tags?.includes(tag));
    for (const [field] of fields) {
      if (by === 'bulk' && field === 'tags') for (const tag of taken) server.replacing(application.id, 'tag', tag);
      else if (by !== 'others') server.replacing(application.id, field, before[field]);
    }
    changeNumber += 1;
    const changed = { ...(applyChanges(application, changes) as Application), changeNumber };
    applications.set(application.id, changed);
    events.push({ id: application.id, changeNumber, fields: fields.map(([field]) => field) });
    return changed;
  }

  /** Where others changed the same to other values since, by field. */
  function conflictsWith(id: string, basedOn: number, changes: ApplicationChanges): FieldConflict[] {
    const current = valuesOf(applications.get(id)!);
    const since = new Set(events.flatMap((event) => (event.id === id && event.changeNumber > basedOn ? event.fields : [])));
    return Object.entries(valuesOf(changes)).flatMap(([field, yours]) => {
      const theirs = current[field];
      return since.has(field) && !isSame(yours, theirs) ? [{ field, yours, theirs }] : [];
    });
  }

  function edit(id: string, { basedOn, changes, snapshot }: EditApplicationInput): Application {
    const current = applications.get(id)!;
    const conflicts = conflictsWith(id, basedOn, changes);
    if (conflicts.length > 0)
      throw new ProblemError({ type: 'about:blank', title: 'Conflict', status: 409, code: 'conflict', current, conflicts });
    const texts = server.snapshots.get(id) ?? [];
    if (snapshot && !texts.includes(snapshot)) server.snapshots.set(id, [...texts, snapshot]);
    return write(current, changes, 'edit');
  }

  function bulk({ ids, basedOn, changes: { addTags = [], removeTags = [], ...shared } }: BulkEdit) {
    const changes = shared as ApplicationChanges;
    const conflicts = ids.flatMap((id, at): BulkConflict[] => {
      const fields = basedOn === undefined ? [] : conflictsWith(id, basedOn[at]!, changes);
      return fields.length > 0 ? [{ id, changeNumber: applications.get(id)!.changeNumber, fields }] : [];
    });
    const items = ids.map((id) => {
      const current = applications.get(id)!;
      if (conflicts.some((one) => one.id === id)) return current;
      const tags = [...new Set([...current.tags, ...addTags])].filter((tag) => !removeTags.includes(tag));
      return write(current, { ...changes, tags }, 'bulk');
    });
    return { items, missing: [], conflicts, more: false };
  }

  function changesAfter(after: number) {
    const changes = [...applications.values()].filter((application) => application.changeNumber > after);
    return { changes: changes.toSorted((one, other) => one.changeNumber - other.changeNumber), changeNumber, more: false };
  }

  const server: FakeServer = {
    applications,
    snapshots: new Map(),
    asked: [],
    replacing: () => undefined,
    failing: () => undefined,
    answering: () => undefined,
    change: (id, changes) => void write(applications.get(id)!, changes, 'others'),
    api: {
      call: (async (name: string, { params, query, body }: { params: { id: string }; query: object; body: never }) => {
        server.asked.push({ name, body });
        server.failing(name, params?.id ?? null, body);
        const reply =
          name === 'listChanges'
            ? changesAfter(v.parse(ListChanges, query).after)
            : name === 'bulkEdit'
              ? bulk(body)
              : edit(params.id, body);
        await server.answering();
        return reply;
      }) as never,
    },
  };
  return server;
}
