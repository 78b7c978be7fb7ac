import { render } from 'preact';
import { App } from '../dashboard/app.tsx';
import { createDashboard } from '../dashboard/dashboard.ts';
import { speak, text } from '../texts/text.ts';
import { createWebServices } from './web-services.ts';

/** The extension's browser chooses among the translations; a web page has to do it by itself. */
async function chooseLanguage(): Promise<void> {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2)).find((language) => language === 'en' || language === 'de');
  if (wanted === 'de') speak((await import('../_locales/de/messages.json')).default);
  document.documentElement.lang = text('languageTag');
}

const root = document.getElementById('root');
if (root) {
  await chooseLanguage();
  render(<App dashboard={createDashboard(createWebServices())} />, root);
}
