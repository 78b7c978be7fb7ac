import { deleteDB, type DBSchema } from 'idb';
import type { Application } from '../../contract/application.ts';
import type { Posting } from '../../contract/posting.ts';
import type { Owner } from '../api/owner.ts';
import { squashCompany } from '../capture/text.ts';
import { createDatabase } from '../database/database.ts';

/** An application without its longest text, which lists don't need and 10,000 of which would take a second to read. */
export type ApplicationRow = Omit<Application, 'posting'> & { posting: Omit<Posting, 'description'> };

/** This device's copy of one owner's applications, trashed ones too. It may be thrown away and fetched again. */
export interface Library {
  readonly owner: Owner;
  /** In no order that means anything. */
  all(): Promise<ApplicationRow[]>;
  /** The newest, without the trash: a first screen, long before 10,000 are read. */
  newest(count: number): Promise<ApplicationRow[]>;
  get(id: string): Promise<Application | undefined>;
  /** Newest first, without the trash. */
  byPostingKey(postingKey: string): Promise<ApplicationRow[]>;
  /** Newest first, without the trash; legal forms and case don't matter. */
  byCompany(name: string): Promise<ApplicationRow[]>;
  /** Every tag in use, in the order of the alphabet. */
  tags(): Promise<string[]>;
  /** Puts an application in its newest state; an older state than the one here changes nothing. */
  put(application: Application): Promise<void>;
  /** As `put`, for many at once. */
  putAll(applications: readonly Application[]): Promise<void>;
  /** Puts a page of changes and remembers that everything up to `changeNumber` is here, both or neither. */
  applyChanges(changes: readonly Application[], changeNumber: number): Promise<void>;
  /** Everything up to this number is here; 0 at first. */
  changeNumber(): Promise<number>;
  clear(): Promise<void>;
  /** Empties it, and then does away with it, whose very name tells an account. */
  remove(): Promise<void>;
}

interface Kept {
  row: ApplicationRow;
  companyKey: string;
}

interface LibraryDatabase extends DBSchema {
  applications: { key: string; value: Kept; indexes: { postingKey: string; company: string; tags: string; createdAt: string } };
  descriptions: { key: string; value: string };
  marks: { key: 'changeNumber'; value: number };
}

/** One spelling for one employer, for looking up only: "Ørsted A/S" and "ørsted" are the same. */
function companyKey(name: string): string {
  // Abbreviated legal forms as one word, which is how they are known: A/S, S.p.A., B.V.
  return squashCompany(name.replace(/\b([A-Za-z])[./](?=[A-Za-z]\b)/g, '$1'));
}

function newestFirst(kept: Kept[]): ApplicationRow[] {
  return kept
    .map(({ row }) => row)
    .filter(({ deletedAt }) => deletedAt === null)
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
}

/** Opens the library of one owner; owners never share a database, so that nothing of one can show up at another's. */
export function openLibrary(owner: Owner): Library {
  const name = `jackdaw-library ${owner.server} ${owner.userId}`;
  const database = createDatabase<LibraryDatabase>(name, 3, (db, oldVersion, transaction) => {
    if (oldVersion < 1) {
      const applications = db.createObjectStore('applications', { keyPath: 'row.id' });
      applications.createIndex('postingKey', 'row.postingKey');
      applications.createIndex('company', 'companyKey');
      db.createObjectStore('descriptions');
      db.createObjectStore('marks');
    }
    if (oldVersion < 2) transaction.objectStore('applications').createIndex('tags', 'row.tags', { multiEntry: true });
    if (oldVersion < 3) transaction.objectStore('applications').createIndex('createdAt', 'row.createdAt');
  });

  async function putNewer(applications: readonly Application[], changeNumber: number | null): Promise<void> {
    const transaction = (await database()).transaction(['applications', 'descriptions', 'marks'], 'readwrite');
    const [rows, descriptions, marks] = [
      transaction.objectStore('applications'),
      transaction.objectStore('descriptions'),
      transaction.objectStore('marks'),
    ];
    const putIfNewer = async (application: Application) => {
      const kept = await rows.get(application.id);
      if (kept && kept.row.changeNumber > application.changeNumber) return;
      const { description, ...posting } = application.posting;
      const text = description === null ? descriptions.delete(application.id) : descriptions.put(description, application.id);
      await Promise.all([rows.put({ row: { ...application, posting }, companyKey: companyKey(posting.company) }), text]);
    };
    await Promise.all([
      ...applications.map(putIfNewer),
      changeNumber === null ? null : marks.put(Math.max(changeNumber, (await marks.get('changeNumber')) ?? 0), 'changeNumber'),
      transaction.done,
    ]);
  }

  return {
    owner,
    async all() {
      return (await (await database()).getAll('applications')).map(({ row }) => row);
    },
    async newest(count) {
      const newestFirst = (await database()).transaction('applications').store.index('createdAt');
      const rows: ApplicationRow[] = [];
      for (let cursor = await newestFirst.openCursor(null, 'prev'); cursor && rows.length < count; cursor = await cursor.continue())
        if (cursor.value.row.deletedAt === null) rows.push(cursor.value.row);
      return rows;
    },
    async get(id) {
      const transaction = (await database()).transaction(['applications', 'descriptions']);
      const [kept, description] = await Promise.all([
        transaction.objectStore('applications').get(id),
        transaction.objectStore('descriptions').get(id),
      ]);
      return kept && { ...kept.row, posting: { ...kept.row.posting, description: description ?? null } };
    },
    async byPostingKey(postingKey) {
      return newestFirst(await (await database()).getAllFromIndex('applications', 'postingKey', postingKey));
    },
    async byCompany(name) {
      const key = companyKey(name);
      return key === '' ? [] : newestFirst(await (await database()).getAllFromIndex('applications', 'company', key));
    },
    async tags() {
      const tags: string[] = [];
      const index = (await database()).transaction('applications').store.index('tags');
      for (let cursor = await index.openKeyCursor(null, 'nextunique'); cursor; cursor = await cursor.continue()) tags.push(cursor.key);
      return tags;
    },
    put: (application) => putNewer([application], null),
    putAll: (applications) => putNewer(applications, null),
    applyChanges: putNewer,
    async changeNumber() {
      return (await (await database()).get('marks', 'changeNumber')) ?? 0;
    },
    clear,
    async remove() {
      await clear();
      // Empty already; another page that has it open lets go of it when it gets around to it.
      deleteDB(name).catch(() => undefined);
    },
  };

  async function clear(): Promise<void> {
    const transaction = (await database()).transaction(['applications', 'descriptions', 'marks'], 'readwrite');
    const stores = ['applications', 'descriptions', 'marks'] as const;
    await Promise.all([...stores.map((name) => transaction.objectStore(name).clear()), transaction.done]);
  }
}
