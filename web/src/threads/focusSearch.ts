import { openDrawer } from '../shell/drawers';
import { SEARCH } from './moveInThreads';

/** On a narrow screen the list is not shown until it is opened. */
export function focusSearch(): void {
  const field = document.getElementById(SEARCH);
  if (!field) return;
  if (getComputedStyle(field).visibility === 'visible') return field.focus();
  openDrawer('threads');
  requestAnimationFrame(() => field.focus());
}
