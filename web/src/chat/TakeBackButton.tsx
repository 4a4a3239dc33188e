import { useState } from 'preact/hooks';
import { takeBack } from './commands';

export function TakeBackButton({ threadId, messageId }: { threadId: string; messageId: string }) {
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    await takeBack(threadId, messageId);
    setBusy(false);
  };
  return (
    <button
      type="button"
      disabled={busy}
      title="Puts it back into the message field; no answer has begun"
      data-testid="take-back"
      onClick={() => void run()}
    >
      Take back
    </button>
  );
}
