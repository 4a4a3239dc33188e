/** What an end reason means and what to do next; null where the answer speaks for itself. */
export function endSentence(reason: string | null | undefined): string | null {
  switch (reason) {
    case null:
    case undefined:
    case '':
    case 'answered':
      return null;
    case 'waiting_for_approval':
      return 'This waits for your decision. You can go on chatting meanwhile.';
    case 'denied':
      return 'You denied this, so it was not done. Say what to do instead, or leave it.';
    case 'stopped':
      return 'Stopped. Nothing more runs for this message. Resume, then send it again if you still want it.';
    case 'budget_exhausted':
      return 'A budget does not cover the next step, so the answer ends here. The message says which one, what is left and what you can do.';
    case 'model_error':
      return 'The model failed to answer. Send the message again; if it fails again, check the model’s address and key.';
    case 'model_rate_limited':
      return 'The model’s provider asks to slow down. Wait a minute, then send the message again.';
    case 'model_timeout':
      return 'The model took too long. What had arrived is kept above; send the message again to retry.';
    case 'tool_rounds_exhausted':
      return 'The assistant used all its steps for one message. Say “go on” to let it continue.';
    case 'interrupted':
      return 'Gatehouse was restarted during this. Check the receipts for what was done, then send it again if needed.';
    case 'internal_error':
      return 'Something broke inside Gatehouse, so this ended here. Check the receipts for what was done, then send it again; the server’s log has the cause.';
    default:
      return `Ended: ${reason.replaceAll('_', ' ')}.`;
  }
}

/** Whether the end is one the owner should notice rather than skim over. */
export function isTrouble(reason: string | null | undefined): boolean {
  return !['answered', 'waiting_for_approval', 'denied', '', null, undefined].includes(reason);
}
