import { signal } from '@preact/signals';
import { beforeEach, expect, it } from 'vitest';
import type { Draft } from '../capture/capture.ts';
import { openEdits } from '../edits/edits.ts';
import { openLibrary } from '../library/library.ts';
import { buildApplication } from '../testing/build-application.ts';
import { buildCapture, buildFinding } from '../testing/build-capture.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';
import { parseTyped } from './parse-typed.ts';
import { createRecapture } from './recapture.ts';
import { createReview } from './review.ts';

const OWNER = { server: 'https://a.example', userId: 'u' };
beforeEach(createFakeDatabases);

/** The form over a page of which there is an application already. */
async function openForm(draft: Draft) {
  const application = buildApplication({ posting: { title: 'Mechanic', company: 'Fjordline', description: 'You will mend nets.' } });
  const [library, edits] = [openLibrary(OWNER), openEdits()];
  await library.put(application);
  const review = createReview({ url: 'https://a.example/1', today: '2026-11-22', stage: 'saved', parser: signal(parseTyped) });
  review.read(buildCapture({ title: [buildFinding('title', 'Mechanic')], company: [buildFinding('company', 'Fjordline')], ...draft }));
  const recapture = createRecapture({ review, owner: OWNER, library, edits });
  await recapture.load(application.id);
  return { review, recapture, kept: () => edits.get(OWNER, application.id) };
}
const described = (text: string): Draft => ({ description: [buildFinding('description', text)] });

it('what the page says is kept as a first save keeps it, whatever the person made of it', async () => {
  const text = 'You will mend engines. '.repeat(20_000);
  const { review, recapture, kept } = await openForm(described(text));
  review.fields.description.edit('Engines');
  expect(await recapture.update()).toBe(true);
  expect(await kept()).toMatchObject({
    parts: [{ posting: { description: 'Engines' } }],
    snapshot: { text: text.slice(0, 400_000), capturedAt: '2026-11-22T12:00:00.000Z' },
  });
});

it('nothing is kept where nothing changed, and no text of a form that could not be saved', async () => {
  const same = await openForm(described('You will mend nets.'));
  expect([await same.recapture.update(), await same.kept()]).toEqual([false, undefined]);
  const { review, recapture, kept } = await openForm(described('You will mend engines.'));
  review.fields.title.edit('');
  review.notes.value = 'ask Mette';
  await recapture.update();
  const edit = await kept();
  expect([edit?.parts, edit?.snapshot ?? null]).toEqual([[{ notes: 'ask Mette' }], null]);
});
