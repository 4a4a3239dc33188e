import { useEffect, useRef, useState } from 'preact/hooks';
import { explain, remove } from '../api';
import { fullTime } from '../shell/wording';
import type { Setting } from '../wire';
import { SettingEditor } from './SettingEditor';
import { isGiven, isStored, sourceWords, valueWords, whyNotHere } from './settingWords';

interface Props {
  setting: Setting;
  onChanged: () => void;
}

/** One setting: what it is, what counts, where that comes from, and changing it in place. */
export function SettingRow({ setting, onChanged }: Props) {
  const [editing, setEditing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const change = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !editing) change.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  const unset = async (): Promise<void> => {
    setBusy(true);
    try {
      await remove(`/api/settings/${encodeURIComponent(setting.key)}`);
      setProblem(null);
      // The button goes away with what it took.
      change.current?.focus();
      onChanged();
    } catch (error) {
      setProblem(explain(error));
    }
    setBusy(false);
  };
  const why = whyNotHere(setting);
  return (
    <li class="setting" data-testid="setting" data-key={setting.key} data-source={setting.source}>
      <p class="setting-name" id={`${setting.key}-name`}>
        {setting.description}
      </p>
      <p class="setting-key mono faint">{setting.key}</p>
      {!editing && (
        <p class="setting-line">
          <bdi class="setting-value" data-testid="setting-value">
            {valueWords(setting)}
          </bdi>
          {(setting.set || !setting.secret) && <span class="setting-source">{sourceWords(setting)}</span>}
          {setting.pending && (
            <span class="setting-pending" data-testid="setting-pending">
              {setting.restart ? 'counts from the next start' : 'not yet in force'}
            </span>
          )}
        </p>
      )}
      {why !== null && <p class="setting-why faint">{why}</p>}
      {isStored(setting) && (
        <p class="setting-why faint">
          {isGiven(setting) ? 'Another value is stored and not used, since ' : 'Stored '}
          {fullTime(setting.updated_at ?? '')}.
        </p>
      )}
      {editing && (
        <SettingEditor
          setting={setting}
          onDone={(changed) => {
            setEditing(false);
            if (changed) onChanged();
          }}
        />
      )}
      {!editing && (why === null || isStored(setting)) && (
        <p class="setting-buttons">
          {why === null && (
            <button type="button" ref={change} aria-describedby={`${setting.key}-name`} data-testid="setting-change" onClick={() => setEditing(true)}>
              Change
            </button>
          )}
          {isStored(setting) && (
            <button type="button" class="quiet" disabled={busy} aria-describedby={`${setting.key}-name`} data-testid="setting-unset" onClick={() => void unset()}>
              {isGiven(setting) ? 'Forget what is stored' : 'Unset'}
            </button>
          )}
        </p>
      )}
      {problem !== null && (
        <p class="problem" role="alert" data-testid="error-text">
          {problem}
        </p>
      )}
    </li>
  );
}
