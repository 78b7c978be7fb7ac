import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillCredentials, PASSWORD } from './person.ts';
import { openWorld, type World } from './world.ts';

let world: World;
/** In the extension. */
let administrator: Page;
/** The second person, in the web page that the server serves. */
let ada: Page;
const ADA = 'ada@example.org';

beforeAll(async () => {
  world = await openWorld({ registration: 'invite' });
  ada = await world.chromium.context.newPage();
  administrator = await world.chromium.openExtensionPage('extension/dashboard/index.html');
});
afterAll(() => world?.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const inviteField = (page: Page) => page.getByLabel('Invite code');
const codeIn = (link: string) => new URLSearchParams(new URL(link).hash.split('?')[1]).get('invite');

/** The settings as they stand on the server now. */
async function openSettings(page: Page): Promise<void> {
  await page.reload();
  await page.getByRole('link', { name: 'Settings' }).click();
}

/** Takes along what is shown this once. */
async function keep(page: Page, name: string): Promise<string> {
  const box = page.getByRole('textbox', { name });
  const secret = await box.inputValue();
  await button(page, 'I have kept it').click();
  await box.waitFor({ state: 'detached' });
  return secret;
}

async function act(action: string): Promise<void> {
  await button(administrator, `Actions for ${ADA}`).click();
  await administrator.getByRole('menuitem', { name: action }).click();
}

async function choosePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('New password', { exact: true }).fill(password);
  await button(page, 'Change password').click();
}

describe('the link that a new server prints', () => {
  it('opens the form with the invite filled in, in the web page and pasted into the extension, and makes the administrator', async () => {
    const link = /http\S+#\/sign-up\?invite=\S+/.exec(world.server.output())?.[0] ?? '';
    await ada.goto(link);
    await ada.getByRole('heading', { name: 'Create account' }).waitFor();
    expect(await inviteField(ada).inputValue()).toBe(codeIn(link));

    await administrator.getByLabel('Server address').fill(link);
    await button(administrator, 'Connect').click();
    await administrator.getByRole('heading', { name: 'Create account' }).waitFor();
    expect(await inviteField(administrator).inputValue()).toBe(codeIn(link));
    await fillCredentials(administrator, 'root@example.org');
    await button(administrator, 'Create account').click();
    await administrator.getByRole('heading', { name: 'Applications' }).waitFor();
  });
});

describe('an invite', () => {
  it('is made for an address, its link shown once, and opens an account for that address alone', async () => {
    await openSettings(administrator);
    await administrator.getByText('There is none. Make one').waitFor();
    await administrator.getByText('Only you.').waitFor();
    await button(administrator, 'Make invite').click();
    await administrator.getByLabel('E-mail (optional)').fill('nobody');
    await button(administrator, 'Make invite').click();
    await administrator.getByText('That is no e-mail address.').waitFor();
    await administrator.getByLabel('E-mail (optional)').fill(ADA);
    await button(administrator, 'Make invite').click();
    const link = await keep(administrator, 'The invite’s link');

    // The page stands open already, with the link of the set-up in its form.
    await ada.goto(link);
    await expect.poll(() => inviteField(ada).inputValue()).toBe(codeIn(link));
    await fillCredentials(ada, 'eve@example.org');
    await button(ada, 'Create account').click();
    await ada.getByText('This invite is for another address.').waitFor();
    await ada.getByLabel('E-mail').fill(ADA);
    await button(ada, 'Create account').click();
    await ada.getByRole('heading', { name: 'Nothing saved yet' }).waitFor();
    expect(ada.url()).not.toContain('invite');

    await openSettings(administrator);
    await administrator
      .getByRole('listitem')
      .filter({ hasText: ADA })
      .getByText(/^used /)
      .waitFor();
  });

  it('is revoked, and then its link lets nobody in', async () => {
    await button(administrator, 'Make invite').click();
    await administrator.getByLabel('Note (optional)').fill('Grace');
    await button(administrator, 'Make invite').click();
    const link = await keep(administrator, 'The invite’s link');
    await button(administrator, 'Revoke “Grace”').click();
    await administrator.getByText('The invite is revoked.').waitFor();
    await administrator.getByText('Grace').waitFor({ state: 'detached' });
    const body = JSON.stringify({ email: 'grace@example.org', password: PASSWORD, invite: codeIn(link) });
    const reply = await fetch(`${world.server.url}/api/auth/sign-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(await reply.json()).toMatchObject({ code: 'invite_invalid' });
  });
});

describe('a forgotten password', () => {
  it('is replaced by a recovery code, of which one fewer is left', async () => {
    const next = 'pebbles under a cold bright stream';
    await openSettings(ada);
    await ada.getByText('You have none.').waitFor();
    await button(ada, 'Make ten codes').click();
    await ada.getByLabel('Current password', { exact: true }).fill('not this one');
    await button(ada, 'Make ten codes').click();
    await ada.getByText('The password is wrong').waitFor();
    await ada.getByLabel('Current password', { exact: true }).fill(PASSWORD);
    await button(ada, 'Make ten codes').click();
    await ada.getByRole('textbox', { name: 'Recovery codes' }).waitFor();
    const file = await world.chromium.download(() =>
      ada.getByRole('group', { name: 'Recovery codes' }).getByRole('button', { name: 'Download' }).click(),
    );
    const codes = (await keep(ada, 'Recovery codes')).split('\n');
    expect(codes).toHaveLength(10);
    expect(readFileSync(file, 'utf8')).toContain(codes.join('\n'));
    await ada.getByText('10 codes are left.').waitFor();

    await button(ada, 'Sign out').click();
    await button(ada, 'Forgot password?').click();
    await ada.getByLabel('E-mail').fill(ADA);
    await ada.getByLabel('Recovery code').fill('aaaa-aaaa-aaaa-aaaa');
    await choosePassword(ada, next);
    await ada.getByText('E-mail or code is wrong').waitFor();
    await ada.getByLabel('Recovery code').fill(codes[3]?.toUpperCase() ?? '');
    await choosePassword(ada, next);
    await ada.getByText('The password is changed').waitFor();
    await fillCredentials(ada, ADA, next);
    await button(ada, 'Sign in').click();
    await ada.getByRole('heading', { name: 'Nothing saved yet' }).waitFor();
    await openSettings(ada);
    await ada.getByText('9 codes are left.').waitFor();
  });

  it('is replaced by an administrator’s link, once', async () => {
    const last = 'seven grey feathers in a drawer';
    await openSettings(administrator);
    await act('Make link for a new password');
    const link = await keep(administrator, `Link for ${ADA}`);
    await ada.goto(link);
    await ada.getByText('The link works once.').waitFor();
    expect(ada.url()).not.toContain('token');
    await choosePassword(ada, 'too short');
    await ada.getByText('Use at least 12 characters.').waitFor();
    await choosePassword(ada, last);
    await ada.getByText('The password is changed').waitFor();

    await ada.goto(link);
    await choosePassword(ada, PASSWORD);
    await ada.getByText('This link was used, or has ended.').waitFor();
    await button(ada, 'Back').click();
    // Every session ended, this one too: only its owner can come back here.
    await ada.reload();
    await button(ada, 'Sign in again').click();
    await ada.getByLabel('Password', { exact: true }).fill(last);
    await button(ada, 'Sign in').click();
    // Whoever had to ask for this may have lost them: the codes of before have ended too.
    await ada.getByText('You have none.').waitFor();
  });
});

describe('an account that is locked', () => {
  it('tells its owner so, what is safe and whom to ask, and is unlocked again', async () => {
    await openSettings(administrator);
    await act('Lock account');
    await administrator
      .getByRole('dialog', { name: `Lock ${ADA}?` })
      .getByRole('button', { name: 'Lock account' })
      .click();
    await administrator.getByText(`${ADA} is locked.`).waitFor();
    await administrator.getByRole('listitem').filter({ hasText: 'locked ·' }).getByText(ADA).waitFor();
    await ada.reload();
    await ada.getByText('Your account is locked. What you saved is kept').first().waitFor();
    await act('Unlock account');
    await administrator.getByText(`${ADA} can sign in again.`).waitFor();
  });
});
