import { useEffect, useState } from 'preact/hooks';

interface Props {
  text: string;
  label: string;
  children?: string;
}

export function CopyButton({ text, label, children = 'Copy' }: Props) {
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 1_600);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setState('done');
    } catch {
      setState('failed');
    }
  };
  return (
    <button type="button" class="quiet" aria-label={state === 'idle' ? label : undefined} onClick={() => void copy()}>
      <span aria-live="polite">{state === 'done' ? 'Copied' : state === 'failed' ? 'Copy refused' : children}</span>
    </button>
  );
}
