import { Fragment } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ApprovalItem } from '../approvals/approvals';
import { ApprovalCard } from '../approvals/ApprovalCard';
import { Icon } from '../shell/Icon';
import { useStore } from '../store';
import { loadHistory } from './commands';
import { OutgoingMessage } from './OutgoingMessage';
import { ReplacedTurns } from './ReplacedTurns';
import { exchanges, replaceable } from './replacing';
import { TaintBadge } from './TaintBadge';
import { emptyTimeline, isRunning } from './timeline';
import { TurnView } from './TurnView';

const NONE: ApprovalItem[] = [];

export function Conversation({ threadId }: { threadId: string }) {
  const timeline = useStore((state) => state.timelines[threadId]) ?? emptyTimeline;
  const approvals = useStore((state) => state.approvals);
  const scroller = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  const [away, setAway] = useState(false);

  const cards = new Map<string, ApprovalItem[]>();
  const loose: ApprovalItem[] = [];
  for (const item of Object.values(approvals)) {
    if (item.approval.thread_id !== threadId) continue;
    const id = item.approval.request_id;
    const turn =
      timeline.turns.find((one) => one.turn_id === item.turnId) ??
      timeline.turns.find((one) => one.tool_calls.some((call) => call.approval_id === id));
    if (turn) cards.set(turn.turn_id, [...(cards.get(turn.turn_id) ?? []), item]);
    else loose.push(item);
  }

  const toEnd = (): void => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
  };
  useLayoutEffect(() => {
    if (stuck.current) toEnd();
  }, [timeline, approvals]);
  const onScroll = (): void => {
    const box = scroller.current;
    if (!box) return;
    stuck.current = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
    setAway(!stuck.current);
  };
  const earlier = async (): Promise<void> => {
    const box = scroller.current;
    const below = box ? box.scrollHeight - box.scrollTop : 0;
    stuck.current = false;
    await loadHistory(threadId, timeline.oldest);
    requestAnimationFrame(() => {
      if (box) box.scrollTop = box.scrollHeight - below;
    });
  };

  const busy = isRunning(timeline);
  const last = timeline.turns.at(-1);
  const again = timeline.outgoing.length > 0 ? null : replaceable(timeline.turns);
  return (
    <div class="conversation">
      <div class="scroll" ref={scroller} onScroll={onScroll} tabIndex={0} role="log" aria-live="off" aria-label="Conversation">
        <div class="column">
          {!timeline.loaded && <p class="faint loading">Loading…</p>}
          {timeline.hasMore && (
            <button type="button" class="earlier" onClick={() => void earlier()}>
              Show earlier messages
            </button>
          )}
          {exchanges(timeline.turns).map(({ turn, replaced }) => (
            <Fragment key={turn.turn_id}>
              <ReplacedTurns threadId={threadId} turns={replaced} />
              <TurnView
                threadId={threadId}
                turn={turn}
                mayReplace={turn.turn_id === again}
                replaceable={turn === last ? again : null}
                activity={turn.state === 'Processing' ? timeline.activity : null}
                cards={cards.get(turn.turn_id) ?? NONE}
              />
            </Fragment>
          ))}
          {loose.map((item) => (
            <ApprovalCard key={item.approval.request_id} item={item} takesFocus={false} />
          ))}
          {timeline.outgoing.map((message) => (
            <OutgoingMessage key={message.localId} message={message} threadId={threadId} busy={busy} />
          ))}
        </div>
      </div>
      {away && (
        <button
          type="button"
          class="quiet to-end"
          onClick={() => {
            stuck.current = true;
            toEnd();
          }}
        >
          <Icon name="down" /> To the latest
        </button>
      )}
      <TaintBadge threadId={threadId} taint={timeline.taint} busy={busy || timeline.turns.some((turn) => turn.state === 'Queued')} />
    </div>
  );
}
