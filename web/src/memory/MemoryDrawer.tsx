import { useState } from 'preact/hooks';
import { DrawerFrame } from '../shell/DrawerFrame';
import { DocumentView } from './DocumentView';
import { FolderView } from './FolderView';
import { parentOf } from './parentOf';
import { SearchView } from './SearchView';

export type Place = { at: 'folder'; path: string } | { at: 'document'; path: string; isNew: boolean };

/** What the assistant remembers: folders, documents with where their parts come from, search; and the owner's own pen. */
export function MemoryDrawer() {
  const [place, setPlace] = useState<Place>({ at: 'folder', path: '' });
  const [words, setWords] = useState('');
  const open = (path: string): void => setPlace({ at: 'document', path, isNew: false });
  return (
    <DrawerFrame title="Memory">
      {place.at === 'folder' && (
        <label class="memory-search">
          <span class="unseen">Search memory</span>
          <input
            type="search"
            placeholder="Search memory"
            value={words}
            data-testid="memory-search"
            onInput={(event) => setWords(event.currentTarget.value)}
          />
        </label>
      )}
      {place.at === 'document' ? (
        <DocumentView
          key={place.path}
          path={place.path}
          isNew={place.isNew}
          onLeave={() => setPlace({ at: 'folder', path: parentOf(place.path) })}
        />
      ) : words.trim() !== '' ? (
        <SearchView words={words.trim()} onOpen={open} />
      ) : (
        <FolderView
          key={place.path}
          path={place.path}
          onFolder={(path) => setPlace({ at: 'folder', path })}
          onOpen={open}
          onNew={(path) => setPlace({ at: 'document', path, isNew: true })}
        />
      )}
    </DrawerFrame>
  );
}
