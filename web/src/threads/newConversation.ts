import { selectThread } from './commands';

export function newConversation(): void {
  selectThread(null);
  document.getElementById('composer')?.focus();
}
