import { useEffect } from 'preact/hooks';
import { DrawerFrame } from '../shell/DrawerFrame';
import { useStore } from '../store';
import { selectThread } from '../threads/commands';
import { ApprovalCard } from './ApprovalCard';
import { pendingOf } from './approvals';
import { loadApprovals } from './commands';
import { Grants } from './Grants';
import { Unknowns } from './Unknowns';

export function ApprovalsDrawer() {
  const approvals = useStore((state) => state.approvals);
  const threads = useStore((state) => state.threads);
  const activeThread = useStore((state) => state.activeThread);
  useEffect(() => void loadApprovals(), []);
  const pending = pendingOf(approvals);
  return (
    <DrawerFrame title="Approvals">
      {pending.length === 0 && <p class="faint">Nothing waits for your decision.</p>}
      <ul class="approval-list">
        {pending.map((item) => {
          const { request_id, thread_id } = item.approval;
          const name = threads?.find((thread) => thread.id === thread_id)?.title || 'a conversation';
          return (
            <li key={request_id}>
              <p class="approval-from">
                {thread_id === activeThread ? (
                  <span class="faint">In this conversation</span>
                ) : (
                  <button type="button" class="link" onClick={() => selectThread(thread_id)}>
                    {name}
                  </button>
                )}
              </p>
              <ApprovalCard item={item} takesFocus={false} />
            </li>
          );
        })}
      </ul>
      <Unknowns />
      <Grants />
    </DrawerFrame>
  );
}
