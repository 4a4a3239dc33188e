import { useEffect } from 'preact/hooks';
import { pendingOf } from '../approvals/approvals';
import { stop } from '../stop/commands';
import { useStore } from '../store';
import { Budget } from './Budget';
import { toggleDrawer } from './drawers';
import { Icon } from './Icon';

const CONNECTION = {
  connecting: 'Connecting',
  open: 'Connected',
  reconnecting: 'Reconnecting',
  full: 'Too many tabs',
} as const;

export function Header() {
  const connection = useStore((state) => state.connection);
  const approvals = useStore((state) => state.approvals);
  const drawer = useStore((state) => state.drawer);
  const stopped = useStore((state) => state.stop.global !== null);
  const pending = pendingOf(approvals).length;
  useEffect(() => {
    document.title = pending > 0 ? `(${pending}) Gatehouse` : 'Gatehouse';
  }, [pending]);
  return (
    <header class="top">
      <button
        type="button"
        class="quiet icon-only only-narrow"
        aria-label="Conversations"
        aria-expanded={drawer === 'threads'}
        onClick={() => toggleDrawer('threads')}
      >
        <Icon name="menu" />
      </button>
      <span class="brand">
        <Icon name="gate" />
        <span class="brand-word">Gatehouse</span>
      </span>
      <span class={`connection is-${connection}`} data-testid="connection-state" data-state={connection} role="status">
        <span class="dot" aria-hidden="true" />
        <span class="connection-word">{CONNECTION[connection]}</span>
      </span>
      <span class="spring" />
      <Budget />
      <button
        type="button"
        class={pending > 0 ? 'attention' : ''}
        aria-expanded={drawer === 'approvals'}
        aria-label={pending === 0 ? 'Approvals' : `Approvals, ${pending} waiting`}
        data-testid="approvals-open"
        onClick={() => toggleDrawer('approvals')}
      >
        Approvals {pending > 0 && <span class="count">{pending}</span>}
      </button>
      <button type="button" aria-expanded={drawer === 'memory'} data-testid="memory-open" onClick={() => toggleDrawer('memory')}>
        Memory
      </button>
      <button type="button" aria-expanded={drawer === 'receipts'} data-testid="receipts-open" onClick={() => toggleDrawer('receipts')}>
        Receipts
      </button>
      <button
        type="button"
        class="danger"
        aria-label="Stop everything"
        title="Stop everything, in all conversations"
        data-testid="stop-all"
        disabled={stopped}
        onClick={() => void stop(null)}
      >
        <Icon name="stop" />
        <span class="stop-word">{stopped ? 'Stopped' : 'Stop everything'}</span>
      </button>
    </header>
  );
}
