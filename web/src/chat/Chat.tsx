import { useEffect, useRef, useState } from 'preact/hooks';
import { useStore, current } from '../store';
import { run, type Told } from '../slash/run';
import { read, type Read } from '../slash/slash';
import { EmptyState } from '../threads/EmptyState';
import { Announcer } from './Announcer';
import { send } from './commands';
import { Composer } from './Composer';
import { Conversation } from './Conversation';
import { emptyDraft, keepDraft, onDrafts, readDraft, type Draft } from './drafts';
import { isRunning } from './timeline';

export function Chat() {
  const threadId = useStore((state) => state.activeThread);
  const timeline = useStore((state) => (threadId === null ? undefined : state.timelines[threadId]));
  const [draft, setDraft] = useState(() => readDraft(threadId));
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  useEffect(() => {
    setDraft(readDraft(threadId));
    return onDrafts(() => {
      setDraft(readDraft(threadId));
      document.getElementById('composer')?.focus();
    });
  }, [threadId]);
  /** Enter was pressed while the message before was still on its way. */
  const again = useRef(false);
  useEffect(() => {
    if (busy || !again.current) return;
    again.current = false;
    void submit();
  }, [busy]);

  const edit = (value: Draft): void => {
    setDraft(value);
    setTold(null);
    keepDraft(threadId, value);
  };
  const command = async (line: Exclude<Read, { kind: 'say' }>): Promise<void> => {
    // A typing error keeps its line, to be mended.
    if (line.kind === 'command') edit({ ...draft, text: '' });
    setTold(await run(line));
  };
  const submit = async (text = draft.text): Promise<void> => {
    const line = read(text.trim());
    if (line.kind !== 'say') return command(line);
    const said = { text: line.text, pasted: draft.pasted };
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
    if (!sent && current().activeThread === null) edit({ ...draft, text });
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
      <Composer
        draft={draft}
        busy={busy}
        running={timeline ? isRunning(timeline) : false}
        threadId={threadId}
        told={told}
        onEdit={edit}
        onSend={(text) => void submit(text)}
      />
      <Announcer threadId={threadId} />
    </div>
  );
}
