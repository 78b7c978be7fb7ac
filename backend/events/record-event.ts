import type { Transaction } from 'objection';
import { v7 } from 'uuid';
import type { SignedInUser } from '../accounts/signed-in-user.ts';
import { EventModel } from '../models/event-model.ts';

type Fact = Pick<EventModel, 'applicationId' | 'changeNumber' | 'at' | 'kind' | 'before' | 'after'>;

/** Writes down what a user's device did to an application, in the transaction that did it. */
export async function recordEvent(trx: Transaction, user: SignedInUser, fact: Fact): Promise<void> {
  await EventModel.query(trx).insert({ ...fact, userId: user.id, id: v7(), by: user.device });
}
