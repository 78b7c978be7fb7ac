import { useEffect } from 'preact/hooks';
import { ConnectPage } from './account/connect-page.tsx';
import { ConnectionPage } from './account/connection-page.tsx';
import { RecoverPage, ResetPage } from './account/recover-page.tsx';
import { DashboardContext, type Dashboard } from './dashboard.ts';
import { Shell } from './shell.tsx';
import { text } from '../texts/text.ts';
import { ToastRegion } from '../ui/toast-region.tsx';
import { titleOf } from './view-title.ts';

/** The whole page: the way in while nobody is signed in here, else the applications. */
export function App({ dashboard }: { dashboard: Dashboard }) {
  const account = dashboard.account.account.value;
  const server = dashboard.account.server.value;
  const route = dashboard.router.route.value;
  const { view } = route;
  const alone = view === 'connection' || ((view === 'recover' || view === 'reset') && server !== null);
  const title = account || alone ? titleOf(route) : text('extensionName');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <DashboardContext.Provider value={dashboard}>
      {account !== undefined && view === 'connection' && <ConnectionPage />}
      {account !== undefined && view === 'recover' && server !== null && <RecoverPage server={server} />}
      {account !== undefined && view === 'reset' && server !== null && <ResetPage server={server} />}
      {account === null && !alone && <ConnectPage />}
      {account && !alone && dashboard.workspace.value && <Shell key={account.user.id} />}
      <ToastRegion toasts={dashboard.toasts} label={text('notifications')} dismissLabel={text('dismiss')} />
    </DashboardContext.Provider>
  );
}
