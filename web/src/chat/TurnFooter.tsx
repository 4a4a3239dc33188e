import { useState } from 'preact/hooks';
import { explain } from '../api';
import { CopyButton } from '../shell/CopyButton';
import { clockTime, duration, fullTime } from '../shell/wording';
import type { TurnItem } from './timeline';
import { usageWords } from './usageWords';

interface Props {
  turn: TurnItem;
  asText: boolean;
  onAsText: (asText: boolean) => void;
  /** Has it answered again; null where that cannot be. */
  onAgain: (() => Promise<void>) | null;
}

export function TurnFooter({ turn, asText, onAsText, onAgain }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const taint = turn.taint ?? [];
  const ended = turn.completed_at ?? turn.started_at;
  const took = Date.parse(ended) - Date.parse(turn.started_at);
  const used = turn.usage ? usageWords(turn.usage) : null;
  const again = async (): Promise<void> => {
    setBusy(true);
    try {
      await onAgain?.();
      setProblem(null);
    } catch (error) {
      setProblem(explain(error));
    }
    setBusy(false);
  };
  return (
    <div class="turn-foot">
      {turn.response && <CopyButton text={turn.response} label="Copy the answer" />}
      {turn.response && (
        <button
          type="button"
          class="quiet"
          aria-label="As text: the answer as it was written"
          aria-pressed={asText}
          data-testid="as-text"
          onClick={() => onAsText(!asText)}
        >
          As text
        </button>
      )}
      {onAgain && (
        <button
          type="button"
          class="quiet"
          disabled={busy}
          title="Answers the same message again. This answer stays readable; the assistant does not see it any more. What was done stays done."
          data-testid="answer-again"
          onClick={() => void again()}
        >
          Answer again
        </button>
      )}
      <time dateTime={ended} title={fullTime(ended)}>
        {clockTime(ended)}
      </time>
      {took >= 100 && <span title="From its begin to its end">{duration(took)}</span>}
      {used && (
        <span title="What the budgets were charged with, from the ledger" data-testid="turn-usage">
          {used}
        </span>
      )}
      {taint.length > 0 && (
        <span class="taint" title="The gate asks more while untrusted text is in the conversation.">
          untrusted text from {taint.map((one) => (one.signals?.length ? `${one.source} (looks like an injection)` : one.source)).join(', ')}
        </span>
      )}
      {problem !== null && (
        <p class="problem" role="alert" data-testid="error-text">
          {problem}
        </p>
      )}
    </div>
  );
}
