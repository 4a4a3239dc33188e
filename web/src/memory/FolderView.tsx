import { useState } from 'preact/hooks';
import { get } from '../api';
import { Icon } from '../shell/Icon';
import { fullTime, size } from '../shell/wording';
import { useStore } from '../store';
import type { MemoryEntry, MemoryFolder } from '../wire';
import { OriginMark } from './OriginMark';
import { parentOf } from './parentOf';
import { useAnswer } from '../shell/useAnswer';

interface Props {
  path: string;
  onFolder: (path: string) => void;
  onOpen: (path: string) => void;
  onNew: (path: string) => void;
}

export function FolderView({ path, onFolder, onOpen, onNew }: Props) {
  const tick = useStore((state) => state.ledgerTick);
  const folder = useAnswer(`${path} ${tick}`, () => get<MemoryFolder>('/api/memory/list', { path }));
  const [name, setName] = useState('');
  const isEmpty = folder.value?.entries.length === 0;
  return (
    <>
      {path !== '' && (
        <p class="memory-path">
          <button type="button" class="quiet" data-testid="memory-up" onClick={() => onFolder(parentOf(path))}>
            <Icon name="back" /> {parentOf(path) || 'All of memory'}
          </button>
          <bdi class="mono">{path}/</bdi>
        </p>
      )}
      {folder.problem !== null && (
        <p class="problem" role="alert" data-testid="error-text">
          {folder.problem}
        </p>
      )}
      {isEmpty && <p class="faint">Nothing is remembered here yet. Say “remember …” in a chat, or write a document of your own.</p>}
      <ul class="memory-list">
        {folder.value?.entries.map((entry) => (
          <li key={`${entry.path}${entry.is_dir ? '/' : ''}`}>
            <EntryButton entry={entry} onClick={() => (entry.is_dir ? onFolder(entry.path) : onOpen(entry.path))} />
          </li>
        ))}
      </ul>
      {folder.value?.truncated && <p class="faint">There are more. Search finds them.</p>}
      <form
        class="memory-new"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') onNew(path === '' ? name.trim() : `${path}/${name.trim()}`);
        }}
      >
        <label>
          <span class="unseen">Name of a new document</span>
          <input value={name} placeholder="new-document.md" data-testid="memory-new-name" onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <button type="submit" disabled={name.trim() === ''} data-testid="memory-new">
          Write
        </button>
      </form>
    </>
  );
}

function EntryButton({ entry, onClick }: { entry: MemoryEntry; onClick: () => void }) {
  return (
    <button type="button" class="memory-entry" data-testid="memory-entry" data-path={entry.path} onClick={onClick}>
      <bdi class="memory-name">
        {entry.name}
        {entry.is_dir ? '/' : ''}
      </bdi>
      <OriginMark label={entry.label} />
      <span class="faint" title={fullTime(entry.updated_at)}>
        {entry.is_dir ? '' : size(entry.length ?? 0)}
      </span>
    </button>
  );
}
