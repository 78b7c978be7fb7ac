import * as v from 'valibot';
import { Posting } from './posting.ts';
import { FieldConflict } from './problem.ts';
import { Day, Id, Instant, line, prose } from './text.ts';

/** Where an application stands now. */
export const STAGES = ['saved', 'applied', 'screening', 'interviewing', 'offered', 'closed'] as const;
export const Stage = v.picklist(STAGES);
export type Stage = v.InferOutput<typeof Stage>;

/** How it ended; only a closed application has one. */
export const OUTCOMES = ['accepted', 'declined', 'rejected', 'withdrawn', 'ghosted', 'expired'] as const;
export const Outcome = v.picklist(OUTCOMES);
export type Outcome = v.InferOutput<typeof Outcome>;

/** 0 none, 1 low, 2 medium, 3 high. */
const Priority = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3));

const Tags = v.pipe(
  v.array(line(60, 1)),
  v.maxLength(50, 'At most 50 tags'),
  v.transform((tags) => [...new Set(tags)]),
);

/** Which reader gave a field its value, and where in the page; `reader` is `"you"` where the person typed it. */
const Origin = v.strictObject({ reader: line(60, 1), via: line(300) });
export type Origin = v.InferOutput<typeof Origin>;

const origin = v.optional(Origin);
export const Origins = v.strictObject({
  title: origin,
  company: origin,
  location: origin,
  workplaceType: origin,
  employmentType: origin,
  salary: origin,
  datePosted: origin,
  validThrough: origin,
  description: origin,
});
export type Origins = v.InferOutput<typeof Origins>;

/** Tells postings apart and together: the same for every address of one posting. Made where the page was read. */
const PostingKey = line(600, 1);

/** Markdown. */
const Snapshotted = prose(400_000);

const pursuit = {
  stage: Stage,
  outcome: v.nullable(Outcome),
  appliedOn: v.nullable(Day),
  followUpOn: v.nullable(Day),
  priority: Priority,
  /** Markdown. */
  notes: prose(100_000),
  tags: Tags,
};

/** The body of `PUT /api/applications/:id`: a posting as reviewed, and what the person said of it. */
export const SaveApplication = v.strictObject({
  posting: Posting,
  postingKey: v.nullish(PostingKey, null),
  stage: v.optional(Stage, 'saved'),
  appliedOn: v.nullish(Day, null),
  followUpOn: v.nullish(Day, null),
  priority: v.optional(Priority, 0),
  notes: v.optional(pursuit.notes, ''),
  tags: v.optional(Tags, []),
  origins: v.optional(Origins, {}),
  capturedAt: v.nullish(Instant, null),
  /** The page's posting as Markdown, before the person changed anything. */
  snapshot: v.nullish(Snapshotted, null),
});
export type SaveApplication = v.InferOutput<typeof SaveApplication>;
/** What a client may send: fields with a default left out. */
export type SaveApplicationInput = v.InferInput<typeof SaveApplication>;

const { title, company, location, workplaceType, employmentType, salary, datePosted, validThrough, description, url } = Posting.entries;

/** Posting fields that changed; a field that is not named stays. */
const PostingChanges = v.strictObject({
  title: v.optional(title),
  company: v.optional(company),
  location: v.optional(v.nullable(location.wrapped)),
  workplaceType: v.optional(v.nullable(workplaceType.wrapped)),
  employmentType: v.optional(v.nullable(employmentType.wrapped)),
  salary: v.optional(v.nullable(salary.wrapped)),
  datePosted: v.optional(v.nullable(datePosted.wrapped)),
  validThrough: v.optional(v.nullable(validThrough.wrapped)),
  description: v.optional(v.nullable(description.wrapped)),
  url: v.optional(url),
});

/** Fields that changed; a field that is not named stays, `null` empties one. */
export const ApplicationChanges = v.strictObject({
  posting: v.optional(PostingChanges),
  stage: v.optional(pursuit.stage),
  outcome: v.optional(pursuit.outcome),
  appliedOn: v.optional(pursuit.appliedOn),
  followUpOn: v.optional(pursuit.followUpOn),
  priority: v.optional(pursuit.priority),
  notes: v.optional(pursuit.notes),
  tags: v.optional(pursuit.tags),
});
export type ApplicationChanges = v.InferOutput<typeof ApplicationChanges>;

const ChangeNumber = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/** The body of `PATCH`: what changed, since which state. The same field changed meanwhile is a conflict, unless `overwrite` says that this side wins. */
export const EditApplication = v.strictObject({
  basedOn: ChangeNumber,
  changes: ApplicationChanges,
  overwrite: v.optional(v.boolean(), false),
  /** The page's posting as Markdown, where it was read again. Kept beside those before it, unless one of them has the same text. */
  snapshot: v.nullish(Snapshotted, null),
  capturedAt: v.nullish(Instant, null),
});
export type EditApplication = v.InferOutput<typeof EditApplication>;
export type EditApplicationInput = v.InferInput<typeof EditApplication>;

/** What may be changed in many applications at once: what they share. Tags are added and removed, the others stay. */
const BulkChanges = v.strictObject({
  stage: v.optional(pursuit.stage),
  outcome: v.optional(pursuit.outcome),
  appliedOn: v.optional(pursuit.appliedOn),
  addTags: v.optional(Tags, []),
  removeTags: v.optional(Tags, []),
  priority: v.optional(pursuit.priority),
  followUpOn: v.optional(pursuit.followUpOn),
});
export type BulkChanges = v.InferOutput<typeof BulkChanges>;

/** How many applications one bulk edit may name. */
export const BULK_IDS = 500;

/**
 * The body of `POST /api/applications/bulk`: all of them, or none where one would not be valid. With `basedOn` it is merged as an edit of
 * one is: where a field was changed to another value since, or what is to be deleted was changed at all, that application stays as it is
 * and is told as a conflict. Tags come and go one by one, and taking out of the trash takes nothing from anybody: neither is in conflict.
 * Without `basedOn`, as clients of before send it, this side wins.
 */
export const BulkEdit = v.pipe(
  v.strictObject({
    ids: v.pipe(
      v.array(Id),
      v.minLength(1, 'Name one application at least'),
      v.maxLength(BULK_IDS, `At most ${BULK_IDS} at once`),
      v.transform((ids) => [...new Set(ids)]),
    ),
    /** The change number at which the person saw each of `ids`, in their order. */
    basedOn: v.optional(v.array(ChangeNumber)),
    changes: v.optional(BulkChanges, {}),
    /** Into the trash, or out of it. */
    action: v.optional(v.picklist(['delete', 'restore'])),
  }),
  v.forward(
    v.check(
      ({ ids, basedOn }) => basedOn === undefined || basedOn.length === ids.length,
      'Must have one change number for each application',
    ),
    ['basedOn'],
  ),
);
export type BulkEdit = v.InferOutput<typeof BulkEdit>;

/** One application that a bulk edit left as it was, with both values of each field in question: of a deletion, `deletedAt`. */
export const BulkConflict = v.object({
  id: Id,
  /** Its own, at which it stood so. */
  changeNumber: v.number(),
  fields: v.array(FieldConflict),
});
export type BulkConflict = v.InferOutput<typeof BulkConflict>;

/** The body of `POST /api/applications/:id/undo`. */
export const UndoEvent = v.strictObject({ eventId: Id });
export type UndoEvent = v.InferOutput<typeof UndoEvent>;

/**
 * One person's pursuit of one posting, as it travels. Like every reply it may hold members that this version does not know: an extension must
 * go on working beside a newer server.
 */
export const Application = v.object({
  id: Id,
  posting: v.object(Posting.entries),
  postingKey: v.nullable(v.string()),
  ...pursuit,
  origins: v.object(Origins.entries),
  capturedAt: v.nullable(Instant),
  /** The owner's change number at its last change: gapless per user, in commit order. */
  changeNumber: v.number(),
  createdAt: Instant,
  updatedAt: Instant,
  /** Set while it is in the trash. */
  deletedAt: v.nullable(Instant),
});
export type Application = v.InferOutput<typeof Application>;

export const EVENT_KINDS = ['saved', 'edited', 'stage_changed', 'noted', 'deleted', 'restored', 'imported', 'undone'] as const;

/** A fact that happened to an application; never edited. */
export const Event = v.object({
  id: Id,
  applicationId: Id,
  kind: v.picklist(EVENT_KINDS),
  at: Instant,
  /** The device or token that did it, in words. */
  by: v.string(),
  /** The changed fields' values before and after, by field name (`posting.title`, `stage`). */
  before: v.record(v.string(), v.unknown()),
  after: v.record(v.string(), v.unknown()),
});
export type Event = v.InferOutput<typeof Event>;

/** An event with the change number of the change it tells of: its place among all events of a person. */
export const NumberedEvent = v.object({ ...Event.entries, changeNumber: v.number() });
export type NumberedEvent = v.InferOutput<typeof NumberedEvent>;

/** The posting's text as it stood when captured. */
export const Snapshot = v.object({
  id: Id,
  applicationId: Id,
  capturedAt: Instant,
  /** Markdown. */
  text: v.string(),
  /** SHA-256 of `text`, lower-case hexadecimal. */
  contentHash: v.string(),
});
export type Snapshot = v.InferOutput<typeof Snapshot>;
