import { useEffect } from 'preact/hooks';
import type { SlashCommand } from './slash';
import { LIST, optionId, type Slash } from './useSlash';

export function SlashList({ slash, onTake }: { slash: Slash; onTake: (command: SlashCommand) => void }) {
  const { found, at } = slash;
  useEffect(() => document.getElementById(optionId(found[at]))?.scrollIntoView({ block: 'nearest' }), [at, found.length]);
  return (
    <>
      {found.length > 0 && (
        <ul class="slash-list" id={LIST} role="listbox" aria-label="Commands" data-testid="slash-list">
          {found.map((command, index) => (
            <li
              key={command.name}
              id={optionId(command)}
              role="option"
              aria-selected={index === at}
              data-testid="slash-option"
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onTake(command)}
            >
              <span class="mono">
                /{command.name} {command.argument}
              </span>
              <span class="slash-help">{command.help}</span>
            </li>
          ))}
        </ul>
      )}
      <span class="unseen" role="status">
        {found.length > 0 ? `${found.length} ${found.length === 1 ? 'command' : 'commands'}, arrows choose, Enter takes` : ''}
      </span>
    </>
  );
}
