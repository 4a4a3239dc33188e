import { moveInThreads, SEARCH } from './moveInThreads';

interface Props {
  query: string;
  found: number;
  onQuery: (query: string) => void;
  onOpen: () => void;
}

export function ThreadSearch({ query, found, onQuery, onOpen }: Props) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Escape' && query !== '') {
      onQuery('');
      event.preventDefault();
    } else if (event.key === 'Enter' && query.trim() !== '') {
      onOpen();
      event.preventDefault();
    } else if (event.key === 'ArrowDown') moveInThreads(event);
  };
  return (
    <search class="thread-search">
      <input
        id={SEARCH}
        type="search"
        value={query}
        placeholder="Search"
        aria-label="Search the conversations by title"
        aria-keyshortcuts="/"
        autocomplete="off"
        spellcheck={false}
        data-testid="thread-search"
        onInput={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span class="unseen" role="status">
        {query.trim() === '' ? '' : `${found} found`}
      </span>
    </search>
  );
}
