import { useState } from 'preact/hooks';
import { isPending, type ApprovalItem } from '../approvals/approvals';
import { ApprovalCard } from '../approvals/ApprovalCard';
import { CopyButton } from '../shell/CopyButton';
import { Icon } from '../shell/Icon';
import { memo } from '../shell/memo';
import { clockTime, fullTime } from '../shell/wording';
import { Answer } from './Answer';
import { endSentence, isTrouble } from './endReasons';
import { PastedTexts } from './PastedTexts';
import type { TurnItem } from './timeline';
import { ToolRow } from './ToolRow';

interface Props {
  turn: TurnItem;
  activity: string | null;
  cards: ApprovalItem[];
}

export const TurnView = memo(function TurnView({ turn, activity, cards }: Props) {
  const [asText, setAsText] = useState(false);
  const running = turn.state === 'Processing';
  const decided = turn.end_reason === 'waiting_for_approval' && !waits(turn, cards);
  const queued = turn.state === 'Queued';
  const sentence = running || queued || decided ? null : endSentence(turn.end_reason);
  const hasAnswer = turn.response !== null && turn.response !== '';
  return (
    <article class="turn" aria-busy={running} data-turn={turn.turn_id} data-state={turn.state}>
      {turn.user_input !== '' && (
        <div class="message-row">
          <div class="message-user" data-testid="message-user">
            <p class="text">{turn.user_input}</p>
          </div>
          {turn.pasted && <PastedTexts texts={turn.pasted} />}
        </div>
      )}
      {queued && <p class="message-note faint">Queued: taken up after the answer before it</p>}
      {turn.continues && <p class="continued">continued after {turn.continues}</p>}
      <div class="assistant">
        {turn.tool_calls.length > 0 && (
          <ul class="tools" aria-label="What was done">
            {turn.tool_calls.map((call) => (
              <li key={call.call_id}>
                <ToolRow call={call} running={running} />
              </li>
            ))}
          </ul>
        )}
        {hasAnswer && <Answer text={turn.response ?? ''} running={running} dropped={turn.dropped === true} asText={asText} />}
        {running && !hasAnswer && <p class="activity">{activity || 'Working…'}</p>}
        {running && hasAnswer && activity && <p class="activity">{activity}</p>}
        {turn.notices.map((notice, index) => (
          <p key={index} class="ending is-trouble" data-testid="error-text">
            <Icon name="warning" /> {notice}
          </p>
        ))}
        {sentence && (
          <p class={isTrouble(turn.end_reason) ? 'ending is-trouble' : 'ending'} data-testid="end-reason" data-reason={turn.end_reason}>
            {sentence}
          </p>
        )}
        {cards.map((item) => (
          <ApprovalCard key={item.approval.request_id} item={item} takesFocus={turn.mine} />
        ))}
        {!running && !queued && <Footer turn={turn} asText={asText} onAsText={setAsText} />}
      </div>
    </article>
  );
});

/** Whether a decision is still open: told by the cards, or after a reload by the stored calls. */
function waits(turn: TurnItem, cards: ApprovalItem[]): boolean {
  if (cards.length > 0) return cards.some(isPending);
  return turn.tool_calls.some((call) => call.outcome === 'waiting');
}

interface FooterProps {
  turn: TurnItem;
  asText: boolean;
  onAsText: (asText: boolean) => void;
}

function Footer({ turn, asText, onAsText }: FooterProps) {
  const taint = turn.taint ?? [];
  const ended = turn.completed_at ?? turn.started_at;
  return (
    <div class="turn-foot">
      {turn.response && <CopyButton text={turn.response} label="Copy the answer" />}
      {turn.response && (
        <button
          type="button"
          class="quiet"
          aria-label="Show the answer as text"
          aria-pressed={asText}
          data-testid="as-text"
          onClick={() => onAsText(!asText)}
        >
          As text
        </button>
      )}
      <time dateTime={ended} title={fullTime(ended)}>
        {clockTime(ended)}
      </time>
      {turn.usage && (
        <span>
          {turn.usage.input_tokens.toLocaleString()} in, {turn.usage.output_tokens.toLocaleString()} out
        </span>
      )}
      {taint.length > 0 && (
        <span class="taint" title="The gate asks more while untrusted text is in the conversation.">
          untrusted text from {taint.map((one) => (one.signals?.length ? `${one.source} (looks like an injection)` : one.source)).join(', ')}
        </span>
      )}
    </div>
  );
}
