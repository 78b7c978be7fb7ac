import { Model, snakeCaseMappers, type Constructor, type QueryBuilderType, type Transaction } from 'objection';

/** Whose rows a query is about. */
export interface Owner {
  id: string;
}

/** A row of a tenant table: the owner comes first in its key. Fields are `declare`d: a class field would be written as undefined. */
export class OwnedModel extends Model {
  static override columnNameMappers = snakeCaseMappers();

  declare userId: string;
  declare id: string;

  static override get idColumn(): string[] {
    return ['user_id', 'id'];
  }

  /** Where every query starts. Row-level security holds even if one does not. */
  static ownedBy<M extends OwnedModel>(
    this: Constructor<M> & Pick<typeof OwnedModel, 'query' | 'tableName'>,
    owner: Owner,
    trx: Transaction,
  ): QueryBuilderType<M> {
    const query: QueryBuilderType<M> = this.query(trx);
    return query.where(`${this.tableName}.user_id`, owner.id);
  }
}
