import { useState } from 'preact/hooks';
import { pendingOf } from '../approvals/approvals';
import { openDrawer } from '../shell/drawers';
import { signOut } from '../session/commands';
import { Icon } from '../shell/Icon';
import { useNow } from '../shell/useNow';
import { useStore } from '../store';
import { selectThread } from './commands';
import { matching } from './matching';
import { moveInThreads } from './moveInThreads';
import { newConversation } from './newConversation';
import { ThreadItem } from './ThreadItem';
import { ThreadSearch } from './ThreadSearch';

export function ThreadList({ shown }: { shown: boolean }) {
  const threads = useStore((state) => state.threads);
  const activeThread = useStore((state) => state.activeThread);
  const approvals = useStore((state) => state.approvals);
  const version = useStore((state) => state.status?.version ?? '');
  const [query, setQuery] = useState('');
  const now = useNow(30_000);
  const found = threads && matching(threads, query);
  const waiting = new Set(pendingOf(approvals).map((item) => item.approval.thread_id));
  return (
    <nav class={shown ? 'threads is-shown' : 'threads'} aria-label="Conversations">
      <button type="button" class="thread-new" data-testid="thread-new" onClick={newConversation}>
        <Icon name="plus" /> New conversation
      </button>
      {threads !== null && threads.length > 0 && (
        <ThreadSearch query={query} found={found?.length ?? 0} onQuery={setQuery} onOpen={() => found?.[0] && selectThread(found[0].id)} />
      )}
      <ul class="thread-items" onKeyDown={moveInThreads}>
        {found?.map((thread) => (
          <ThreadItem key={thread.id} thread={thread} now={now} active={thread.id === activeThread} waiting={waiting.has(thread.id)} />
        ))}
      </ul>
      {threads !== null && threads.length > 0 && found?.length === 0 && <p class="faint threads-none">No conversation is called that.</p>}
      {threads?.length === 0 && <p class="faint threads-none">Your conversations appear here.</p>}
      <footer class="threads-foot">
        <button type="button" class="quiet" onClick={() => openDrawer('help')}>
          Keyboard
        </button>
        <button type="button" class="quiet" onClick={() => void signOut()}>
          Sign out
        </button>
        <span class="faint version">{version}</span>
      </footer>
    </nav>
  );
}
