import { useDashboard } from './dashboard.ts';
import { HelpDialog } from './help-dialog.tsx';
import { ImportView } from './import/import-view.tsx';
import { InsightsView } from './insights/insights-view.tsx';
import { ListView } from './list/list-view.tsx';
import { Rail } from './rail.tsx';
import { showsApplications } from './route.ts';
import { SettingsView } from './settings/settings-view.tsx';
import { StatusLines } from './status-lines.tsx';
import { TrashView } from './trash/trash-view.tsx';
import { UnsentView } from './unsent/unsent-view.tsx';

/** Rail, status lines and the view that the address names. */
export function Shell() {
  const { router, helpOpen } = useDashboard();
  const route = router.route.value;
  return (
    <div class="shell">
      <Rail />
      <main class="main">
        <StatusLines />
        {showsApplications(route) && <ListView route={route} />}
        {route.view === 'insights' && <InsightsView />}
        {route.view === 'import' && <ImportView />}
        {route.view === 'unsent' && <UnsentView />}
        {route.view === 'trash' && <TrashView />}
        {route.view === 'settings' && <SettingsView />}
      </main>
      {helpOpen.value && <HelpDialog onClose={() => (helpOpen.value = false)} />}
    </div>
  );
}
