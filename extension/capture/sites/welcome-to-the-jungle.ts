import type { Site } from './site.ts';

/** Welcome to the Jungle: companies' pages in any language, and the board that was Otta. */
export const welcomeToTheJungle: Site = {
  name: 'welcome-to-the-jungle',
  hosts: ['*.welcometothejungle.com'],
  postingId: ({ hostname, pathname }) => {
    const [, company, slug] = pathname.match(/\/companies\/([^/]+)\/jobs\/([^/]+)/) ?? [];
    if (company && slug) return `${company}/${slug}`;
    return hostname.startsWith('app.') ? pathname.match(/^\/jobs\/([\w-]{6,})/)?.[1] : null;
  },
};
