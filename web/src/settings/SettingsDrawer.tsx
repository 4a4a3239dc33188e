import { useState } from 'preact/hooks';
import { explain, get, post } from '../api';
import { Asked } from '../shell/Asked';
import { DrawerFrame } from '../shell/DrawerFrame';
import { useAnswer } from '../shell/useAnswer';
import { VIEWS } from '../shell/views';
import type { Setting } from '../wire';
import { groups } from './groups';
import { SettingRow } from './SettingRow';
import { SettingTransfer } from './SettingTransfer';

/** Every setting: what counts, why, and changing those that can be stored. */
export function SettingsDrawer() {
  const answer = useAnswer('settings', () => get<{ settings: Setting[] }>('/api/settings'));
  return (
    <DrawerFrame title={VIEWS.settings.title}>
      <p class="faint">
        Gatehouse reads its settings when it starts; budgets, the policy and how long a question waits can be put in force while it runs. What
        is set on the command line wins, then the environment, then config.json, then what is stored here.
      </p>
      <Asked answer={answer}>
        {({ settings }) => (
          <>
            <Pending waiting={settings.filter((one) => one.pending)} onChanged={answer.again} />
            <Groups settings={settings} onChanged={answer.again} />
            <SettingTransfer onChanged={answer.again} />
          </>
        )}
      </Asked>
    </DrawerFrame>
  );
}

function Pending({ waiting, onChanged }: { waiting: Setting[]; onChanged: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [count, later] = [waiting.length, waiting.filter((one) => one.restart).length];
  const reload = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await post('/api/settings/reload', {});
      onChanged();
    } catch (error) {
      setProblem(explain(error));
    }
    setBusy(false);
  };
  return (
    <>
      <div role="status">
        {count > 0 && (
          <p class="settings-pending" data-testid="settings-pending">
            {count === 1 ? 'One change waits' : `${count} changes wait`}
            {later === count ? ' for the next start of Gatehouse.' : later === 0 ? '.' : `, ${later} of them for the next start of Gatehouse.`}
          </p>
        )}
      </div>
      {later < count && (
        <p class="setting-buttons">
          <button type="button" disabled={busy} data-testid="settings-reload" onClick={() => void reload()}>
            Put in force now
          </button>
        </p>
      )}
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

function Groups({ settings, onChanged }: { settings: Setting[]; onChanged: () => void }) {
  const [words, setWords] = useState('');
  const found = groups(settings, words);
  return (
    <>
      <label>
        <span class="unseen">Find a setting</span>
        <input
          type="search"
          placeholder={`Find one of ${settings.length} settings`}
          value={words}
          data-testid="settings-find"
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </label>
      {found.length === 0 && <p class="faint">No setting says that.</p>}
      {found.map((group) => (
        <section key={group.title} class="setting-group" aria-label={group.title}>
          <h3>{group.title}</h3>
          <ul>
            {group.settings.map((one) => (
              <SettingRow key={one.key} setting={one} onChanged={onChanged} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
