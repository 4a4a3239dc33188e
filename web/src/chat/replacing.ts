import type { TurnItem } from './timeline';

/** A turn, and those that it took the place of, oldest first. */
export interface Exchange {
  turn: TurnItem;
  replaced: TurnItem[];
}

/** The turns that count, each behind what it replaced. A replaced turn whose follower is not loaded stands alone. */
export function exchanges(turns: TurnItem[]): Exchange[] {
  const known = new Set(turns.map((turn) => turn.turn_id));
  const place = (turn: TurnItem): string | null => {
    let at: TurnItem = turn;
    while (at.replaced_by && known.has(at.replaced_by)) {
      const next = turns.find((one) => one.turn_id === at.replaced_by);
      if (!next || next.turn_number <= at.turn_number) break;
      at = next;
    }
    return at === turn ? null : at.turn_id;
  };
  const places = turns.map((turn) => ({ turn, place: place(turn) }));
  return places
    .filter((one) => one.place === null)
    .map(({ turn }) => ({ turn, replaced: places.filter((one) => one.place === turn.turn_id).map((one) => one.turn) }));
}

/**
 * The owner's last turn, if it may be said otherwise: nothing is under way, nothing of it waits, and what came after it went on from
 * it. The gateway has the last word.
 */
export function replaceable(turns: TurnItem[]): string | null {
  const counting = turns.filter((turn) => !turn.replaced_by);
  if (counting.some((turn) => turn.state === 'Queued' || turn.state === 'Processing')) return null;
  const at = counting.findLastIndex((turn) => turn.user_input !== '' && !turn.continues);
  const last = counting[at];
  if (!last) return null;
  const tail = counting.slice(at);
  return tail.some((turn) => turn.tool_calls.some((call) => call.outcome === 'waiting')) ? null : last.turn_id;
}
