import { render } from 'preact';
import { App } from './app.tsx';
import { createDashboard } from './dashboard.ts';
import { text } from '../texts/text.ts';
import { createExtensionServices } from './extension-services.ts';

document.documentElement.lang = text('languageTag');
const root = document.getElementById('root');
if (root) render(<App dashboard={createDashboard(createExtensionServices())} />, root);
