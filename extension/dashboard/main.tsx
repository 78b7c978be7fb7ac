import { render } from 'preact';
import { App } from './app.tsx';
import { createDashboard } from './dashboard.ts';
import { createExtensionServices } from './extension-services.ts';

const root = document.getElementById('root');
if (root) render(<App dashboard={createDashboard(createExtensionServices())} />, root);
