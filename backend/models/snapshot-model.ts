import { OwnedModel } from './owned-model.ts';

/** A posting's text as it stood when captured. */
export class SnapshotModel extends OwnedModel {
  static override tableName = 'snapshots';

  declare applicationId: string;
  declare capturedAt: Date;
  declare contentHash: string;
  declare text: string;
}
