import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../shell/Icon';
import type { Told } from '../slash/run';
import type { SlashCommand } from '../slash/slash';
import { SlashList } from '../slash/SlashList';
import { comboProps, useSlash } from '../slash/useSlash';
import { stop } from '../stop/commands';
import type { Draft } from './drafts';
import { fit } from './fit';
import { readsAsTyped, withOneMore } from './pasted';
import { PastedChips } from './PastedChips';

interface Props {
  draft: Draft;
  busy: boolean;
  running: boolean;
  threadId: string | null;
  /** What became of the last command. */
  told: Told | null;
  onEdit: (draft: Draft) => void;
  /** Sends what is typed, or another line in its place. */
  onSend: (line?: string) => void;
}

export function Composer({ draft, busy, running, threadId, told, onEdit, onSend }: Props) {
  const { text, pasted } = draft;
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => fit(field.current), [text]);
  const takeCommand = (command: SlashCommand, run: boolean): void => {
    if (run && !command.argument) onSend(`/${command.name}`);
    else onEdit({ text: `/${command.name}${command.argument ? ' ' : ''}`, pasted });
    field.current?.focus();
  };
  const slash = useSlash(text, takeCommand);
  const onKey = (event: KeyboardEvent): void => {
    if (slash.onKey(event)) return;
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    onSend();
  };
  const onBring = (event: Event, data: DataTransfer | null): void => {
    const brought = data?.getData('text/plain') ?? '';
    if (readsAsTyped(brought)) return;
    event.preventDefault();
    onEdit({ text, pasted: withOneMore(pasted, brought) });
  };
  const without = (index: number): string[] => pasted.filter((_, at) => at !== index);
  const take = (index: number): void => {
    onEdit({ text: [text, pasted[index]].filter(Boolean).join('\n'), pasted: without(index) });
    field.current?.focus();
  };
  const remove = (index: number): void => {
    onEdit({ text, pasted: without(index) });
    field.current?.focus();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <SlashList slash={slash} onTake={(command) => takeCommand(command, true)} />
      {told !== null && told.words !== '' && (
        <p class={told.ok ? 'slash-told' : 'slash-told is-no'} role={told.ok ? 'status' : 'alert'} data-testid="slash-told">
          {told.words}
        </p>
      )}
      <PastedChips texts={pasted} onRemove={remove} onTakeOver={take} />
      <div class="composer-box">
        <label for="composer" class="unseen">
          Message
        </label>
        <textarea
          id="composer"
          ref={field}
          rows={1}
          value={text}
          placeholder={pasted.length > 0 ? 'What should be done with it?' : running ? 'Add a message' : 'Message Gatehouse'}
          data-testid="composer"
          {...comboProps(slash)}
          onInput={(event) => onEdit({ text: event.currentTarget.value, pasted })}
          onPaste={(event) => onBring(event, event.clipboardData)}
          onDrop={(event) => onBring(event, event.dataTransfer)}
          onKeyDown={onKey}
        />
        {running && threadId !== null && (
          <button type="button" class="danger" data-testid="stop-thread" onClick={() => void stop(threadId)}>
            <Icon name="stop" /> Stop
          </button>
        )}
        <button type="submit" class="primary send" aria-label="Send" data-testid="send" disabled={busy || text.trim() === ''}>
          <Icon name="send" />
        </button>
      </div>
      <p class="composer-hint faint">
        <kbd>Enter</kbd> sends, <kbd>Shift</kbd>+<kbd>Enter</kbd> new line, <kbd>/</kbd> commands, <kbd>?</kbd> all keys
      </p>
    </form>
  );
}
