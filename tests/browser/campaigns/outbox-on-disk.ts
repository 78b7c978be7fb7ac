import type { CampaignPage } from './campaign-browser.ts';

interface Entry {
  state: string;
  savedAt: string;
  body: { posting: { title: string; company: string; url: string } };
}

/** The outbox as the browser has it on its disk, read past our own code. */
export async function readOutbox(page: CampaignPage): Promise<{ title: string; state: string }[]> {
  return await page.evaluate(
    () =>
      new Promise<{ title: string; state: string }[]>((resolve, reject) => {
        const opened = indexedDB.open('jackdaw-outbox');
        opened.addEventListener('error', () => reject(opened.error!));
        opened.addEventListener('success', () => {
          const all = opened.result.transaction('entries').objectStore('entries').getAll();
          all.addEventListener('success', () => {
            opened.result.close();
            resolve((all.result as Entry[]).map(({ state, body }) => ({ title: body.posting.title, state })));
          });
        });
      }),
    null,
  );
}

/** Puts saves into it, in this order, as if nobody had signed in yet when they were made; `ids[at]` is the one of `titles[at]`. */
export async function fillOutbox(
  page: CampaignPage,
  saves: { id: string; title: string; company: string; savedAt: string }[],
): Promise<void> {
  await page.evaluate(async (all) => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opened = indexedDB.open('jackdaw-outbox');
      opened.addEventListener('success', () => resolve(opened.result));
    });
    const transaction = db.transaction('entries', 'readwrite');
    for (const { id, title, company, savedAt } of all)
      transaction.objectStore('entries').add({
        id,
        owner: null,
        body: { posting: { title, company, url: 'https://careers.example.com/jobs/1' } },
        savedAt,
        state: 'waiting',
        attempts: 0,
        lastAttemptAt: null,
        notBefore: null,
        lastError: null,
        problem: null,
      });
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    db.close();
  }, saves);
}
