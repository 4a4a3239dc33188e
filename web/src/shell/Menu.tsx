import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { placeMenu } from './placeMenu';

export interface MenuItem {
  id: string;
  label: string;
  danger?: true;
  /** How to get there without the menu. */
  keys?: string;
  run: () => void;
}

interface Props {
  label: string;
  items: MenuItem[];
  /** What stands on the button. */
  children: ComponentChildren;
  class?: string;
  testId: string;
}

/** A button with a menu: arrows, Home, End and first letters go between the entries, Escape and Tab leave. */
export function Menu({ label, items, children, class: name, testId }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const entries = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const close = (takeFocus: boolean): void => {
    setOpen(false);
    if (takeFocus) button.current?.focus();
  };

  useLayoutEffect(() => {
    if (!open || !button.current || !list.current) return;
    placeMenu(list.current, button.current);
    entries()[0]?.focus();
  }, [open]);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event): void => {
      const { target } = event;
      if (target instanceof Node && !list.current?.contains(target) && !button.current?.contains(target)) close(false);
    };
    const moved = (): void => {
      if (list.current && button.current) placeMenu(list.current, button.current);
    };
    addEventListener('pointerdown', outside, true);
    addEventListener('resize', moved);
    addEventListener('scroll', moved, true);
    return () => {
      removeEventListener('pointerdown', outside, true);
      removeEventListener('resize', moved);
      removeEventListener('scroll', moved, true);
    };
  }, [open]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') return close(true);
    const all = entries();
    const next = event.key === 'Escape' ? null : target(event.key, all);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (next === null) close(true);
    else next.focus();
  };
  return (
    <>
      <button
        type="button"
        ref={button}
        class={name}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        data-testid={testId}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (open || event.key !== 'ArrowDown') return;
          event.preventDefault();
          event.stopPropagation();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {open && (
        <ul ref={list} class="menu" role="menu" aria-label={label} onKeyDown={onKeyDown}>
          {items.map((item) => (
            <li key={item.id} role="none">
              <button
                type="button"
                role="menuitem"
                tabIndex={-1}
                class={item.danger ? 'menu-item is-danger' : 'menu-item'}
                data-testid={`${testId}-${item.id}`}
                onClick={() => {
                  close(true);
                  item.run();
                }}
              >
                <span>{item.label}</span>
                {item.keys && <kbd aria-hidden="true">{item.keys}</kbd>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Where a key leads; undefined when it leads nowhere. */
function target(key: string, all: HTMLElement[]): HTMLElement | undefined {
  const at = all.findIndex((one) => one === document.activeElement);
  if (key === 'ArrowDown') return all[(at + 1) % all.length];
  if (key === 'ArrowUp') return all[(at - 1 + all.length) % all.length];
  if (key === 'Home') return all[0];
  if (key === 'End') return all.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const rest = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return rest.find((one) => one.textContent?.toLowerCase().startsWith(key.toLowerCase()));
}
