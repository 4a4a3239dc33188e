import type { ThreadInfo } from '../wire';

export function titleOf(thread: ThreadInfo): string {
  return thread.title || 'Untitled conversation';
}
