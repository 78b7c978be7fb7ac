import { Model, type RelationMappings } from 'objection';
import type { EmploymentType, Outcome, SalaryPeriod, Stage, WorkplaceType } from '../../contract/index.ts';
import { EventModel } from './event-model.ts';
import { OwnedModel } from './owned-model.ts';
import { SnapshotModel } from './snapshot-model.ts';

/** One person's pursuit of one posting, as a row: the posting's fields and the pursuit's side by side. Days are `YYYY-MM-DD`. */
export class ApplicationModel extends OwnedModel {
  static override tableName = 'applications';

  declare changeNumber: string | number;
  declare createdAt: Date;
  declare updatedAt: Date;
  declare deletedAt: Date | null;
  declare title: string;
  declare company: string;
  declare location: string | null;
  declare workplaceType: WorkplaceType | null;
  declare employmentType: EmploymentType | null;
  declare salaryMin: number | null;
  declare salaryMax: number | null;
  declare salaryCurrency: string | null;
  declare salaryPeriod: SalaryPeriod | null;
  declare datePosted: string | null;
  declare validThrough: string | null;
  declare description: string | null;
  declare url: string;
  declare stage: Stage;
  declare outcome: Outcome | null;
  declare appliedOn: string | null;
  declare followUpOn: string | null;
  declare priority: number;
  declare tags: string[];
  declare notes: string;

  declare events?: EventModel[];
  declare snapshots?: SnapshotModel[];

  static override get relationMappings(): RelationMappings {
    // The owner is part of every join, so that even a wrong id stays among one's own rows.
    const of = (table: string) => ({
      from: ['applications.user_id', 'applications.id'],
      to: [`${table}.user_id`, `${table}.application_id`],
    });
    return {
      events: { relation: Model.HasManyRelation, modelClass: EventModel, join: of('events') },
      snapshots: { relation: Model.HasManyRelation, modelClass: SnapshotModel, join: of('snapshots') },
    };
  }
}
