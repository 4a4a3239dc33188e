import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { closeDrawer } from './drawers';
import { Icon } from './Icon';

interface Props {
  title: string;
  children: ComponentChildren;
}

/** Beside the chat on a wide screen, over it on a narrow one. The chat stays usable. */
export function DrawerFrame({ title, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <aside class="drawer" aria-label={title}>
      <header class="drawer-head">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" class="quiet icon-only" aria-label={`Close ${title}`} onClick={closeDrawer}>
          <Icon name="close" />
        </button>
      </header>
      {/* Reached by Tab, so that the arrow keys scroll it where it holds nothing else to reach. */}
      <div class="drawer-body" tabIndex={0} role="group" aria-label={`${title}, content`}>
        {children}
      </div>
    </aside>
  );
}
