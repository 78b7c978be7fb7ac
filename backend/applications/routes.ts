import { endpoints } from '../../contract/index.ts';
import { serve, serveInOneTrip, WithStatus, type Api } from '../http/serve.ts';
import type { Database } from '../postgres/pools.ts';
import { bulkEdit } from './bulk-edit.ts';
import { countStages } from './count-stages.ts';
import { editApplication } from './edit-application.ts';
import { findDuplicates } from './find-duplicates.ts';
import { listApplications } from './list-applications.ts';
import { listSnapshots } from './list-snapshots.ts';
import { readApplication } from './read-application.ts';
import { saveApplication } from './save-application.ts';
import { deleteApplication, restoreApplication } from './trash-application.ts';
import { undoEvent } from './undo-event.ts';

/** Binds saving, reading, listing, editing (one, many, back again) and the trash. */
export function serveApplications(api: Api, database: Database): void {
  serveInOneTrip(api, endpoints.saveApplication, async ({ caller, params, body }) => {
    const { created, application } = await saveApplication(caller, params.id, body);
    return new WithStatus(created ? 201 : 200, application);
  });
  serveInOneTrip(api, endpoints.listApplications, ({ caller, query }) => listApplications(caller, query));
  serveInOneTrip(api, endpoints.readApplication, ({ caller, params }) => readApplication(caller, params.id));
  serve(api, endpoints.editApplication, ({ user, params, body }) => editApplication(database, user, params.id, body));
  serve(api, endpoints.deleteApplication, ({ user, params }) => deleteApplication(database, user, params.id));
  serve(api, endpoints.restoreApplication, ({ user, params }) => restoreApplication(database, user, params.id));
  serve(api, endpoints.findDuplicates, ({ user, params }) => findDuplicates(database, user, params.id));
  serve(api, endpoints.countStages, ({ user }) => countStages(database, user));
  serve(api, endpoints.bulkEdit, ({ user, body }) => bulkEdit(database, user, body));
  serve(api, endpoints.undoEvent, ({ user, params, body }) => undoEvent(database, user, params.id, body.eventId));
  serve(api, endpoints.listSnapshots, ({ user, params }) => listSnapshots(database, user, params.id));
}
