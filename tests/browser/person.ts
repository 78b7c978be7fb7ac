import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { Chromium, Popup } from './chromium.ts';

/** What a person does, in the words of the interface. */
export const PASSWORD = 'a quiet bird keeps shiny things';

export function newEmail(): string {
  return `person-${randomUUID()}@example.org`;
}

/** Opens the options page, connects it to `server`, and creates an account. */
export async function signUp(chromium: Chromium, server: string, email = newEmail()): Promise<Page> {
  const dashboard = await chromium.openExtensionPage('extension/dashboard/index.html');
  await connect(dashboard, server);
  await dashboard.getByRole('button', { name: 'Create account' }).click();
  await fillCredentials(dashboard, email);
  await dashboard.locator('form').getByRole('button', { name: 'Create account' }).click();
  await dashboard.getByRole('heading', { name: 'Applications' }).waitFor();
  return dashboard;
}

export async function signIn(dashboard: Page, email: string): Promise<void> {
  // Until signing out is through, the settings are still there, with an e-mail field of their own.
  await dashboard.locator('main.entrance').waitFor();
  await fillCredentials(dashboard, email);
  await dashboard.locator('form').getByRole('button', { name: 'Sign in' }).click();
  await dashboard.getByRole('navigation', { name: 'Views' }).waitFor();
}

/** In the settings. Each signed-in device above has such a button too, once its list has come. */
export async function signOut(dashboard: Page): Promise<void> {
  await dashboard.getByRole('link', { name: 'Settings' }).click();
  await dashboard.getByRole('button', { name: 'Sign out', exact: true }).last().click();
}

export async function connect(dashboard: Page, server: string): Promise<void> {
  await dashboard.getByLabel('Server address').fill(server);
  await dashboard.getByRole('button', { name: 'Connect' }).click();
  await dashboard.getByLabel('E-mail').waitFor();
}

export async function fillCredentials(dashboard: Page, email: string, password = PASSWORD): Promise<void> {
  await dashboard.getByLabel('E-mail').fill(email);
  await dashboard.getByLabel('Password', { exact: true }).fill(password);
}

/** Opens `url` in a new tab and clicks the toolbar button; resolves when the page was read. */
export async function capture(chromium: Chromium, url: string): Promise<{ tab: Page; popup: Popup; form: Page }> {
  const tab = await chromium.context.newPage();
  await tab.goto(url);
  const popup = await chromium.clickToolbar(tab);
  await hasRead(popup.page);
  return { tab, popup, form: popup.page };
}

/** Resolves when the popup has read the page: its form can be saved, or it says what the page is instead. While it reads, its form is there, empty. */
export async function hasRead(form: Page): Promise<void> {
  await form.locator('button[type=submit]:enabled, .empty').first().waitFor();
}

/** The value of each line of the form, by field name. */
export function readForm(form: Page): Promise<Record<string, string>> {
  return form
    .locator('form input[name], form select[name]')
    .evaluateAll((controls) =>
      Object.fromEntries(controls.map((control) => [(control as HTMLInputElement).name, (control as HTMLInputElement).value])),
    );
}

/** Presses Enter in the title, and waits until the popup says that it is saved. */
export async function save(form: Page): Promise<void> {
  await form.locator('input[name=title]').press('Enter');
  await form.getByRole('heading', { name: 'Saved' }).waitFor();
}

/** The same where the posting may be there already, under another address of it: then Enter takes over what its page says now. */
export async function saveOrUpdate(form: Page): Promise<'Saved' | 'Updated'> {
  await form.locator('input[name=title]').press('Enter');
  const done = form.getByRole('heading', { name: /^(?:Saved|Updated)$/ });
  return (await done.innerText()) === 'Saved' ? 'Saved' : 'Updated';
}

/** Downloads the whole list as CSV; resolves to the file. */
export function exportCsv(chromium: Chromium, dashboard: Page): Promise<string> {
  return chromium.download(async () => {
    await dashboard.getByRole('button', { name: 'Export', exact: true }).click();
    await dashboard.getByRole('button', { name: 'Export CSV' }).click();
  });
}
