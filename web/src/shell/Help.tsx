import { DrawerFrame } from './DrawerFrame';

const KEYS: [string, string][] = [
  ['Enter', 'Send the message'],
  ['Shift + Enter', 'New line'],
  ['/', 'Search the conversations'],
  ['↑ ↓', 'Between the conversations, Enter opens'],
  ['Alt + M', 'Go to the message field'],
  ['Alt + N', 'New conversation'],
  ['Alt + S', 'Stop this conversation'],
  ['Alt + A', 'Approvals'],
  ['Alt + R', 'Receipts'],
  ['Alt + K', 'Memory'],
  ['Esc', 'Clear the search, close the panel'],
  ['?', 'This list'],
];

export function Help() {
  return (
    <DrawerFrame title="Keyboard">
      <dl class="keys">
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
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
