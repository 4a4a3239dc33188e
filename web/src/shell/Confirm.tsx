import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { explain } from '../api';

interface Props {
  title: string;
  /** What happens then. */
  children: ComponentChildren;
  /** The verb on the button. */
  action: string;
  onSure: () => Promise<void>;
  onClose: () => void;
}

/** Asks once more before something that cannot be taken back. The browser keeps the focus inside and gives it back. */
export function Confirm({ title, children, action, onSure, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const close = (): void => dialog.current?.close();
  const sure = async (): Promise<void> => {
    setBusy(true);
    try {
      await onSure();
      close();
    } catch (error) {
      setProblem(explain(error));
      setBusy(false);
    }
  };
  return (
    <dialog ref={dialog} class="confirm" aria-labelledby="confirm-title" aria-describedby="confirm-words" data-testid="confirm" onClose={onClose}>
      <h2 id="confirm-title">{title}</h2>
      <div id="confirm-words">{children}</div>
      {problem !== null && (
        <p class="problem" role="alert" data-testid="confirm-problem">
          {problem}
        </p>
      )}
      <div class="confirm-buttons">
        <button type="button" autofocus onClick={close}>
          Cancel
        </button>
        <button type="button" class="danger" disabled={busy} data-testid="confirm-sure" onClick={() => void sure()}>
          {busy ? 'One moment…' : action}
        </button>
      </div>
    </dialog>
  );
}
