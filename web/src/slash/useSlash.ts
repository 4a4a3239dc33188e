import { useEffect, useState } from 'preact/hooks';
import { suggestions, type SlashCommand } from './slash';

export const LIST = 'slash-list';

export interface Slash {
  found: SlashCommand[];
  /** Which of them is chosen. */
  at: number;
  /** True when the key was for the list. */
  onKey: (event: KeyboardEvent) => boolean;
}

/** The list of commands under a line that begins with a slash: arrows choose, Enter and Tab take, Escape closes. */
export function useSlash(line: string, onTake: (command: SlashCommand, run: boolean) => void): Slash {
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState(false);
  useEffect(() => {
    setAt(0);
    setClosed(false);
  }, [line]);
  const found = closed ? [] : suggestions(line);
  const onKey = (event: KeyboardEvent): boolean => {
    const chosen = found[at];
    if (!chosen || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'ArrowDown') setAt((at + 1) % found.length);
    else if (event.key === 'ArrowUp') setAt((at - 1 + found.length) % found.length);
    else if (event.key === 'Enter' && !event.shiftKey) onTake(chosen, true);
    else if (event.key === 'Tab' && !event.shiftKey) onTake(chosen, false);
    else if (event.key === 'Escape') setClosed(true);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { found, at, onKey };
}

/** Of the field while its list is open. */
export function comboProps({ found, at }: Slash): Record<string, string> {
  return found.length === 0
    ? {}
    : { role: 'combobox', 'aria-expanded': 'true', 'aria-autocomplete': 'list', 'aria-controls': LIST, 'aria-activedescendant': optionId(found[at]) };
}

export function optionId(command: SlashCommand | undefined): string {
  return `slash-${command?.name ?? ''}`;
}
