import { useRef, useState } from 'preact/hooks';
import { ApiError, explain, get, post } from '../api';
import { download } from '../receipts/download';
import { complaints, readTransfer } from './transfer';

interface Told {
  ok: boolean;
  lines: string[];
}

/** What is stored, to a file and back: all of a file or nothing of it. */
export function SettingTransfer({ onChanged }: { onChanged: () => void }) {
  const [told, setTold] = useState<Told | null>(null);
  const [busy, setBusy] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const attempt = async (work: () => Promise<Told>): Promise<void> => {
    setBusy(true);
    setTold(null);
    try {
      setTold(await work());
    } catch (error) {
      // Refused for what stands in the file: its lines; for anything else the whole sentence.
      setTold({ ok: false, lines: error instanceof ApiError && error.status === 400 ? complaints(error.detail) : [explain(error)] });
    }
    setBusy(false);
  };
  const save = (): Promise<void> =>
    attempt(async () => {
      const stored = await get<{ settings: Record<string, string> }>('/api/settings/export');
      const count = Object.keys(stored.settings).length;
      if (count === 0) return { ok: true, lines: ['Nothing is stored here yet, so there is nothing to save.'] };
      download('gatehouse-settings.json', `${JSON.stringify(stored, null, 2)}\n`);
      return { ok: true, lines: [`Saved: ${counted(count)}.`] };
    });
  const load = (file: File): Promise<void> =>
    attempt(async () => {
      const read = await readTransfer(file);
      if ('problem' in read) return { ok: false, lines: [read.problem] };
      await post('/api/settings/import', read);
      onChanged();
      return { ok: true, lines: [`Stored: ${counted(Object.keys(read.settings).length)}. What changed waits at the top of this list.`] };
    });
  return (
    <section class="setting-transfer" aria-labelledby="setting-transfer">
      <h3 id="setting-transfer">To another Gatehouse</h3>
      <p class="faint">What is stored here goes into a file, without secrets. A file is taken whole, or not at all.</p>
      <p class="setting-buttons">
        <button type="button" disabled={busy} data-testid="settings-save" onClick={() => void save()}>
          Save to a file
        </button>
        <button type="button" disabled={busy} data-testid="settings-load" onClick={() => chooser.current?.click()}>
          Load from a file…
        </button>
        <input
          ref={chooser}
          type="file"
          hidden
          accept="application/json,.json"
          aria-label="File with settings"
          data-testid="settings-file"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            // The same file can be chosen again once it was mended.
            if (file) void load(file).then(() => chooser.current && (chooser.current.value = ''));
          }}
        />
      </p>
      {told !== null && (
        <div role={told.ok ? 'status' : 'alert'} data-testid="settings-told">
          <ul class={told.ok ? 'setting-told' : 'setting-told problem'}>
            {told.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function counted(count: number): string {
  return count === 1 ? 'one setting' : `${count} settings`;
}
