import { useEffect } from 'preact/hooks';
import { pendingOf } from '../approvals/approvals';
import { stop } from '../stop/commands';
import { useStore } from '../store';
import { Budget } from './Budget';
import { openDrawer, toggleDrawer } from './drawers';
import { Icon } from './Icon';
import { Menu, type MenuItem } from './Menu';
import { VIEW_IDS, type ViewId } from './viewIds';
import { VIEWS } from './views';

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
      {VIEW_IDS.filter((id) => VIEWS[id].inBar).map((id) => (
        <ViewButton key={id} id={id} waiting={id === 'approvals' ? pending : 0} />
      ))}
      <Menu label="More" items={menuItems()} class="icon-only" testId="more">
        <Icon name="dots" />
      </Menu>
      <button
        type="button"
        class="danger"
        aria-label={stopped ? 'Stopped' : 'Stop everything'}
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

function ViewButton({ id, waiting }: { id: ViewId; waiting: number }) {
  const drawer = useStore((state) => state.drawer);
  const { title } = VIEWS[id];
  return (
    <button
      type="button"
      class={`in-bar is-${id}${waiting > 0 ? ' attention' : ''}`}
      aria-expanded={drawer === id}
      aria-label={waiting === 0 ? title : `${title}, ${waiting} waiting`}
      data-testid={`${id}-open`}
      onClick={() => toggleDrawer(id)}
    >
      {title} {waiting > 0 && <span class="count" aria-hidden="true">{waiting}</span>}
    </button>
  );
}

function menuItems(): MenuItem[] {
  return VIEW_IDS.map((id) => {
    const { title, key } = VIEWS[id];
    return { id, label: title, run: () => openDrawer(id), ...(key && { keys: `Alt+${key}` }) };
  });
}
