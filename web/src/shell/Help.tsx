import { COMMANDS } from '../slash/slash';
import { DrawerFrame } from './DrawerFrame';
import { VIEW_IDS } from './viewIds';
import { VIEWS } from './views';

const KEYS: [string, string][] = [
  ['Enter', 'Send the message'],
  ['Shift + Enter', 'New line'],
  ['/', 'Search the conversations'],
  ['↑ ↓', 'Between the conversations, Enter opens'],
  ['Alt + M', 'Go to the message field'],
  ['Alt + N', 'New conversation'],
  ['Alt + S', 'Stop this conversation'],
  ['F2', 'Rename the conversation that has the focus'],
  ['Delete', 'Delete it, after a question'],
  ['Esc', 'Clear the search, close the panel'],
  ['?', 'This list'],
];

export function Help() {
  const views = VIEW_IDS.flatMap((id): [string, string][] => (VIEWS[id].key ? [[`Alt + ${VIEWS[id].key}`, VIEWS[id].title]] : []));
  return (
    <DrawerFrame title={VIEWS.help.title}>
      <dl class="keys">
        {[...KEYS, ...views].map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <h3>Commands</h3>
      <p class="faint">Typed in place of a message. One that begins with two slashes is sent, with one.</p>
      <dl class="keys">
        {COMMANDS.map((command) => (
          <div key={command.name}>
            <dt class="mono">
              /{command.name} {command.argument}
            </dt>
            <dd>{command.help}</dd>
          </div>
        ))}
      </dl>
      <h3>What the gate does</h3>
      <p>
        The assistant never acts by itself. It describes what it wants to do; the gate decides, asks you where needed, and keeps a receipt of
        what passed. Stop works at the gate, not in the model.
      </p>
    </DrawerFrame>
  );
}
