import { type Chromium, createProfile, launchChromium } from '../chromium.ts';
import { newEmail, signUp } from '../person.ts';
import { openAll, openBackend } from '../world.ts';
import type { CampaignPage } from './campaign-browser.ts';
import { type Campaign, createCampaign } from './never-lost.ts';
import { createProxy } from './proxy.ts';

/** A Chromium of which every part may be killed, signed in to a server of its own. */
export function openCampaignInChromium(say: (line: string) => void): Promise<Campaign & { close(): Promise<void> }> {
  return openAll(async (closing) => {
    const backend = await openBackend(closing);
    const proxy = await createProxy(backend.server.url);
    closing.push(proxy.close);
    const profile = createProfile();
    closing.push(profile.remove);
    let chromium: Chromium;
    const launch = async () => void (chromium = await launchChromium(profile, { grant: 'http://127.0.0.1/*' }));
    await launch();
    closing.push(() => chromium.close().catch(() => undefined));
    await (await signUp(chromium!, proxy.url, newEmail())).close();
    const browser = {
      openExtensionPage: async (file: string) => (await chromium.openExtensionPage(file)) as unknown as CampaignPage,
      stopBackground: () => chromium.stopBackground(),
      async crash() {
        await chromium.kill();
        await launch();
      },
    };
    return createCampaign({ ...backend, proxy, browser, say });
  });
}
