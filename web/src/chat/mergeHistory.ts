import type { History, Turn } from '../wire';
import type { Outgoing, Timeline, TurnItem } from './timeline';

export function mergeHistory(timeline: Timeline, history: History, older: boolean): Timeline {
  const local = new Map(timeline.turns.map((turn) => [turn.turn_id, turn]));
  const fetched = history.turns.map((turn) => mergeTurn(local.get(turn.turn_id), turn));
  const ids = new Set(fetched.map((turn) => turn.turn_id));
  // A queued turn that is gone was taken back, here or in another tab.
  const others = timeline.turns.filter((turn) => !ids.has(turn.turn_id) && (older || turn.state !== 'Queued'));
  const turns = [...others, ...fetched].sort((a, b) => a.turn_number - b.turn_number || a.started_at.localeCompare(b.started_at));
  const keepsOlder = !older && timeline.loaded;
  return {
    ...timeline,
    loaded: true,
    turns,
    outgoing: withoutTaken(timeline.outgoing, fetched.filter((turn) => !local.get(turn.turn_id)?.known)),
    hasMore: keepsOlder ? timeline.hasMore : history.has_more,
    // An older page was asked for at some other time and tells of the same thread: the newest look counts.
    taint: history.taint ?? null,
    oldest: keepsOlder ? timeline.oldest : (history.oldest_timestamp ?? timeline.oldest),
  };
}

/** Events may be ahead of a snapshot that was taken before them. */
function mergeTurn(local: TurnItem | undefined, turn: Turn): TurnItem {
  const merged: TurnItem = { ...turn, known: true, mine: local?.mine ?? false, notices: local?.notices ?? [] };
  merged.message_id ??= local?.message_id ?? null;
  if (!local || isOver(turn)) return merged;
  if (isOver(local)) return { ...local, user_input: turn.user_input, pasted: turn.pasted ?? null, turn_number: turn.turn_number, known: true };
  if (local.state === 'Processing') merged.state = 'Processing';
  if ((local.response?.length ?? 0) > (turn.response?.length ?? 0)) merged.response = local.response;
  const fetched = new Map(turn.tool_calls.map((call) => [call.call_id, call]));
  const extra = local.tool_calls.filter((call) => !fetched.has(call.call_id));
  const ahead = new Map(local.tool_calls.filter((call) => call.outcome).map((call) => [call.call_id, call]));
  merged.tool_calls = [
    ...turn.tool_calls.map((call) => (call.outcome ? call : (ahead.get(call.call_id) ?? call))),
    ...extra,
  ];
  return merged;
}

function isOver(turn: Turn): boolean {
  return turn.state !== 'Queued' && turn.state !== 'Processing';
}

/** Queued messages whose turn_started was missed: found by message id, else by text, oldest first. */
function withoutTaken(outgoing: Outgoing[], arrived: TurnItem[]): Outgoing[] {
  const free = [...arrived];
  return outgoing.filter((message) => {
    if (message.status !== 'queued') return true;
    const at = free.findIndex((turn) =>
      turn.message_id ? turn.message_id === message.messageId : turn.user_input === message.content && Date.parse(turn.started_at) >= message.sentAt - 5_000,
    );
    if (at < 0) return true;
    const [turn] = free.splice(at, 1);
    if (turn) turn.mine = true;
    return false;
  });
}
