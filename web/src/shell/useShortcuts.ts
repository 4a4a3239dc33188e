import { useEffect } from 'preact/hooks';
import { isRunning } from '../chat/timeline';
import { stop } from '../stop/commands';
import { current } from '../store';
import { focusSearch } from '../threads/focusSearch';
import { newConversation } from '../threads/newConversation';
import { closeDrawer, toggleDrawer } from './drawers';
import { VIEW_IDS } from './viewIds';
import { VIEWS } from './views';

export function useShortcuts(): void {
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey) return;
  if (event.key === 'Escape') return closeDrawer();
  // By place, not by letter: with Alt held some layouts type another character.
  if (event.altKey && !event.shiftKey) {
    const view = VIEW_IDS.find((id) => VIEWS[id].key !== undefined && event.code === `Key${VIEWS[id].key}`);
    if (view) toggleDrawer(view);
    else if (event.code === 'KeyN') newConversation();
    else if (event.code === 'KeyM') document.getElementById('composer')?.focus();
    else if (event.code === 'KeyS') stopActive();
    else return;
    event.preventDefault();
    return;
  }
  if (isTyping(event.target)) return;
  if (event.key === '/') {
    focusSearch();
    event.preventDefault();
  } else if (event.key === '?') {
    toggleDrawer('help');
    event.preventDefault();
  }
}

function stopActive(): void {
  const { activeThread, timelines } = current();
  const timeline = activeThread === null ? undefined : timelines[activeThread];
  if (activeThread !== null && timeline && isRunning(timeline)) void stop(activeThread);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]');
}
