import browser from 'webextension-polyfill';

/** The badge on the toolbar button: a number where something waits, "!" where the person must decide, else nothing. */
export async function showCount({ waiting, parked }: { waiting: number; parked: number }): Promise<void> {
  const text = parked > 0 ? '!' : waiting > 0 ? String(Math.min(waiting, 999)) : '';
  await browser.action.setBadgeBackgroundColor({ color: parked > 0 ? '#b3402f' : '#4a6f96' });
  await browser.action.setBadgeText({ text });
}
