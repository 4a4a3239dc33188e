import { useEffect, useRef, useState } from 'preact/hooks';
import { useStore, current } from '../store';
import { EmptyState } from '../threads/EmptyState';
import { Announcer } from './Announcer';
import { send } from './commands';
import { Composer } from './Composer';
import { Conversation } from './Conversation';
import { emptyDraft, keepDraft, readDraft, type Draft } from './drafts';
import { isRunning } from './timeline';

export function Chat() {
  const threadId = useStore((state) => state.activeThread);
  const timeline = useStore((state) => (threadId === null ? undefined : state.timelines[threadId]));
  const [draft, setDraft] = useState(() => readDraft(threadId));
  const [busy, setBusy] = useState(false);
  useEffect(() => setDraft(readDraft(threadId)), [threadId]);
  /** Enter was pressed while the message before was still on its way. */
  const again = useRef(false);
  useEffect(() => {
    if (busy || !again.current) return;
    again.current = false;
    void submit();
  }, [busy]);

  const edit = (value: Draft): void => {
    setDraft(value);
    keepDraft(threadId, value);
  };
  const submit = async (): Promise<void> => {
    const said = { text: draft.text.trim(), pasted: draft.pasted };
    if (said.text === '') return;
    if (busy) {
      again.current = true;
      return;
    }
    edit(emptyDraft);
    setBusy(true);
    const sent = await send(said, threadId);
    setBusy(false);
    if (!sent) again.current = false;
    // Without a thread there is no place to keep the text but the field it came from.
    if (!sent && current().activeThread === null) edit(said);
    else if (!sent) setDraft(readDraft(current().activeThread));
  };
  const tryOut = (value: string): void => {
    edit({ ...draft, text: value });
    document.getElementById('composer')?.focus();
  };

  const empty = threadId === null || (timeline?.loaded === true && timeline.turns.length === 0 && timeline.outgoing.length === 0);
  return (
    <div class="chat">
      {empty || threadId === null ? <EmptyState onTry={tryOut} /> : <Conversation key={threadId} threadId={threadId} />}
      <Composer draft={draft} busy={busy} running={timeline ? isRunning(timeline) : false} threadId={threadId} onEdit={edit} onSend={() => void submit()} />
      <Announcer threadId={threadId} />
    </div>
  );
}
