import type { Event } from '../../contract/index.ts';
import { OwnedModel } from './owned-model.ts';

/** A fact that happened to an application, with the change number it happened at. Append only. */
export class EventModel extends OwnedModel {
  static override tableName = 'events';
  static override jsonAttributes = ['before', 'after'];

  declare applicationId: string;
  declare changeNumber: string | number;
  declare at: Date;
  declare kind: Event['kind'];
  declare by: string;
  declare before: Event['before'];
  declare after: Event['after'];
}
