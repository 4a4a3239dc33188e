import { Confirm } from '../shell/Confirm';
import type { ThreadInfo } from '../wire';
import { deleteThread } from './commands';
import { titleOf } from './titleOf';

export function DeleteThread({ thread, onClose }: { thread: ThreadInfo; onClose: () => void }) {
  const turns = thread.turn_count;
  return (
    <Confirm title={`Delete “${titleOf(thread)}”?`} action="Delete" onSure={() => deleteThread(thread.id)} onClose={onClose}>
      <p>
        All that was said in it is deleted for good: {turns === 1 ? 'one exchange' : `${turns} exchanges`} with your messages, the answers,
        pasted texts and what tools brought.
      </p>
      <p>
        <strong>What stays:</strong> the receipts of everything that was done, with a new one that says that you deleted this; and what is in
        memory.
      </p>
    </Confirm>
  );
}
