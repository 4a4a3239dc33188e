import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, explain, put } from '../api';
import type { Setting } from '../wire';
import { choices } from './settingWords';

interface Props {
  setting: Setting;
  onDone: (changed: boolean) => void;
}

/** The value in its place, to be typed over: Enter keeps it, Escape does not. A refusal stands beside it. */
export function SettingEditor({ setting, onDone }: Props) {
  const options = choices(setting);
  const [value, setValue] = useState(setting.value ?? (options?.includes(setting.default) ? setting.default : ''));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  useEffect(() => {
    field.current?.focus();
    if (!options) field.current?.select();
  }, []);
  const keep = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      await put(`/api/settings/${encodeURIComponent(setting.key)}`, { value: value.trim() });
      onDone(true);
    } catch (error) {
      // What is wrong with the value, without the words around it.
      setProblem(error instanceof ApiError && error.status === 400 ? error.detail : explain(error));
      setBusy(false);
      field.current?.focus();
    }
  };
  const hint = `${setting.key}-hint`;
  const complaint = `${setting.key}-problem`;
  const common = {
    ref: field,
    value,
    'aria-label': setting.description,
    'aria-invalid': problem !== null,
    'aria-describedby': problem === null ? hint : `${hint} ${complaint}`,
    'data-testid': 'setting-field',
  };
  return (
    <form
      class="setting-edit"
      onSubmit={(event) => void keep(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        onDone(false);
      }}
    >
      {options ? (
        <select {...common} onChange={(event) => setValue(event.currentTarget.value)}>
          {!options.includes(value) && <option value={value}>{value || 'choose'}</option>}
          {options.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      ) : (
        <input {...common} placeholder={setting.default} autocomplete="off" spellcheck={false} onInput={(event) => setValue(event.currentTarget.value)} />
      )}
      {problem !== null && (
        <p class="problem" role="alert" id={complaint} data-testid="setting-problem">
          {problem}
        </p>
      )}
      <p class="faint setting-why" id={hint}>
        {problem === null && `It ${setting.allowed.replaceAll('`', '')} `}
        {setting.restart ? 'It counts from the next start.' : 'It counts once you put it in force.'}
      </p>
      <div class="setting-buttons">
        <button type="submit" class="primary" disabled={busy} data-testid="setting-keep">
          {busy ? 'One moment…' : 'Save'}
        </button>
        <button type="button" class="quiet" onClick={() => onDone(false)}>
          Cancel
        </button>
      </div>
    </form>
  );
}
