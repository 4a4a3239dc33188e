import { ApprovalsDrawer } from '../approvals/ApprovalsDrawer';
import { Chat } from '../chat/Chat';
import { MemoryDrawer } from '../memory/MemoryDrawer';
import { ReceiptsDrawer } from '../receipts/ReceiptsDrawer';
import { SignIn } from '../session/SignIn';
import { useStore } from '../store';
import { ThreadList } from '../threads/ThreadList';
import { Banners } from './Banners';
import { closeDrawer } from './drawers';
import { Header } from './Header';
import { Help } from './Help';
import { useShortcuts } from './useShortcuts';

export function App() {
  const session = useStore((state) => state.session);
  if (session === 'checking') return null;
  return session === 'signed-out' ? <SignIn /> : <Workspace />;
}

function Workspace() {
  const drawer = useStore((state) => state.drawer);
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
        {drawer === 'approvals' && <ApprovalsDrawer />}
        {drawer === 'receipts' && <ReceiptsDrawer />}
        {drawer === 'memory' && <MemoryDrawer />}
        {drawer === 'help' && <Help />}
      </div>
    </div>
  );
}
