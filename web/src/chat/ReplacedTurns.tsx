import type { TurnItem } from './timeline';
import { TurnView } from './TurnView';

const NONE: never[] = [];

/** What stood here before: folded away, readable, and not shown to the model any more. */
export function ReplacedTurns({ threadId, turns }: { threadId: string; turns: TurnItem[] }) {
  if (turns.length === 0) return null;
  return (
    <details class="replaced" data-testid="replaced">
      <summary>
        {turns.length === 1 ? 'An earlier version' : `${turns.length} earlier versions`}
        <span class="faint">: not shown to the assistant any more; what was done stays done</span>
      </summary>
      {turns.map((turn) => (
        <TurnView key={turn.turn_id} threadId={threadId} turn={turn} mayReplace={false} replaceable={null} activity={null} cards={NONE} />
      ))}
    </details>
  );
}
