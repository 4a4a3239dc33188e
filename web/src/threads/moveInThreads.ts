/** Up and down go between the conversations, and from the first one back to the search field; Enter is the button's own. */
export function moveInThreads(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
  const rows = [...document.querySelectorAll<HTMLElement>('.thread-items .thread')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = target(event.key, rows, at);
  if (!next) return;
  next.focus();
  event.preventDefault();
}

function target(key: string, rows: HTMLElement[], at: number): HTMLElement | null | undefined {
  if (key === 'ArrowDown') return rows[at + 1];
  if (key === 'ArrowUp') return at > 0 ? rows[at - 1] : document.getElementById(SEARCH);
  if (key === 'Home' && at >= 0) return rows[0];
  if (key === 'End' && at >= 0) return rows.at(-1);
  return undefined;
}

export const SEARCH = 'thread-search';
