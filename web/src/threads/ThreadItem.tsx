import { useState } from 'preact/hooks';
import { Icon } from '../shell/Icon';
import { Menu } from '../shell/Menu';
import type { ThreadInfo } from '../wire';
import { exportThread, selectThread } from './commands';
import { DeleteThread } from './DeleteThread';
import { RenameThread } from './RenameThread';
import { ThreadRow } from './ThreadRow';
import { titleOf } from './titleOf';

interface Props {
  thread: ThreadInfo;
  now: number;
  active: boolean;
  waiting: boolean;
}

/** A conversation in the list, with what can be done with it as a whole. */
export function ThreadItem({ thread, now, active, waiting }: Props) {
  const [doing, setDoing] = useState<'nothing' | 'rename' | 'delete'>('nothing');
  const done = (): void => {
    setDoing('nothing');
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`.thread[data-thread="${thread.id}"]`)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || doing !== 'nothing') return;
    if (!(event.target instanceof Element) || !event.target.matches('.thread')) return;
    if (event.key === 'F2') setDoing('rename');
    else if (event.key === 'Delete') setDoing('delete');
    else return;
    event.preventDefault();
  };
  return (
    <li class={active ? 'thread-item is-active' : 'thread-item'} onKeyDown={onKeyDown}>
      {doing === 'rename' ? (
        <RenameThread thread={thread} onDone={done} />
      ) : (
        <>
          <ThreadRow thread={thread} now={now} active={active} waiting={waiting} onSelect={() => selectThread(thread.id)} />
          <Menu
            label={`What to do with “${titleOf(thread)}”`}
            class="quiet icon-only thread-more"
            testId="thread-menu"
            items={[
              { id: 'rename', label: 'Rename', keys: 'F2', run: () => setDoing('rename') },
              { id: 'export', label: 'Export as Markdown', run: () => void exportThread(thread) },
              { id: 'delete', label: 'Delete…', keys: 'Del', danger: true, run: () => setDoing('delete') },
            ]}
          >
            <Icon name="dots" />
          </Menu>
        </>
      )}
      {doing === 'delete' && <DeleteThread thread={thread} onClose={done} />}
    </li>
  );
}
