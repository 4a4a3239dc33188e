/** Distance to the button and to the window's edges, in pixels. */
const GAP = 4;

/** Below its button and ending with it, above where there is no room, always inside the window. Set through the DOM, which the policy allows. */
export function placeMenu(menu: HTMLElement, button: HTMLElement): void {
  const from = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = from.bottom + GAP;
  const top = below + height <= innerHeight - GAP ? below : Math.max(GAP, from.top - GAP - height);
  const left = Math.min(Math.max(GAP, from.right - width), innerWidth - width - GAP);
  menu.style.top = `${top}px`;
  menu.style.left = `${left}px`;
}
