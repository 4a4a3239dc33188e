import { eventOf, type ServerEvent } from './serverEvent';

/** An event out of a message of the WebSocket; null for what is none. */
export function parseMessage(text: unknown): { event: ServerEvent; id: string | null } | null {
  if (typeof text !== 'string') return null;
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message !== 'object' || message === null) return null;
    const { type, event_type, id, data } = message as Record<string, unknown>;
    if (type !== 'event' || typeof event_type !== 'string') return null;
    const event = eventOf(event_type, data);
    return event && { event, id: typeof id === 'string' ? id : null };
  } catch {
    return null;
  }
}
