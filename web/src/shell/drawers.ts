import type { Drawer } from '../state';
import { current, dispatch } from '../store';

let openedFrom: Element | null = null;

export function openDrawer(drawer: Exclude<Drawer, 'none'>, effect: string | null = null): void {
  if (current().drawer === 'none') openedFrom = document.activeElement;
  dispatch({ on: 'set', part: { drawer, effect } });
}

/** The focus goes back to where it came from. */
export function closeDrawer(): void {
  if (current().drawer === 'none') return;
  dispatch({ on: 'set', part: { drawer: 'none', effect: null } });
  if (openedFrom instanceof HTMLElement && openedFrom.isConnected) openedFrom.focus();
  openedFrom = null;
}

export function toggleDrawer(drawer: Exclude<Drawer, 'none'>): void {
  if (current().drawer === drawer) closeDrawer();
  else openDrawer(drawer);
}
