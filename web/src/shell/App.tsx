import { Chat } from '../chat/Chat';
import { SignIn } from '../session/SignIn';
import { useStore } from '../store';
import { ThreadList } from '../threads/ThreadList';
import { Banners } from './Banners';
import { closeDrawer } from './drawers';
import { Header } from './Header';
import { useShortcuts } from './useShortcuts';
import { VIEWS } from './views';

export function App() {
  const session = useStore((state) => state.session);
  if (session === 'checking') return null;
  return session === 'signed-out' ? <SignIn /> : <Workspace />;
}

function Workspace() {
  const drawer = useStore((state) => state.drawer);
  const Panel = drawer === 'none' || drawer === 'threads' ? null : VIEWS[drawer].Panel;
  useShortcuts();
  return (
    <div class="workspace">
      <Header />
      <div class="columns">
        <ThreadList shown={drawer === 'threads'} />
        <main class="main" onPointerDown={drawer === 'threads' ? closeDrawer : undefined}>
          <Banners />
          <Chat />
        </main>
        {Panel && <Panel />}
      </div>
    </div>
  );
}
