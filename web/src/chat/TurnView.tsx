import { useState } from 'preact/hooks';
import { isPending, type ApprovalItem } from '../approvals/approvals';
import { ApprovalCard } from '../approvals/ApprovalCard';
import { Icon } from '../shell/Icon';
import { memo } from '../shell/memo';
import { Answer } from './Answer';
import { replaceTurn } from './commands';
import { endSentence, isTrouble } from './endReasons';
import { OwnMessage } from './OwnMessage';
import type { TurnItem } from './timeline';
import { ToolRow } from './ToolRow';
import { TurnFooter } from './TurnFooter';

interface Props {
  threadId: string;
  turn: TurnItem;
  /** The owner may say it otherwise, or have it answered again. */
  mayReplace: boolean;
  /** The turn with the words that a new answer would be to; null when there can be none. */
  replaceable: string | null;
  activity: string | null;
  cards: ApprovalItem[];
}

export const TurnView = memo(function TurnView({ threadId, turn, mayReplace, replaceable, activity, cards }: Props) {
  const [asText, setAsText] = useState(false);
  const running = turn.state === 'Processing';
  const decided = turn.end_reason === 'waiting_for_approval' && !waits(turn, cards);
  const queued = turn.state === 'Queued';
  const sentence = running || queued || decided ? null : endSentence(turn.end_reason);
  const again = replaceable === null ? null : (): Promise<void> => replaceTurn(threadId, replaceable, null);
  const hasAnswer = turn.response !== null && turn.response !== '';
  return (
    <article class="turn" aria-busy={running} data-turn={turn.turn_id} data-state={turn.state}>
      <OwnMessage threadId={threadId} turn={turn} editable={mayReplace} />
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
        {!running && !queued && <TurnFooter turn={turn} asText={asText} onAsText={setAsText} onAgain={again} />}
      </div>
    </article>
  );
});

/** Whether a decision is still open: told by the cards, or after a reload by the stored calls. */
function waits(turn: TurnItem, cards: ApprovalItem[]): boolean {
  if (cards.length > 0) return cards.some(isPending);
  return turn.tool_calls.some((call) => call.outcome === 'waiting');
}
