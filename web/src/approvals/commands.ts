import { ApiError, explain, get, post } from '../api';
import { dispatch } from '../store';
import type { Approval } from '../wire';
import type { Decision } from './approvals';

export async function loadApprovals(): Promise<void> {
  const askedAt = Date.now();
  try {
    const { approvals } = await get<{ approvals: Approval[] }>('/api/approvals');
    dispatch({ on: 'approvals', action: { type: 'pending', approvals, threadId: null, askedAt } });
  } catch (error) {
    dispatch({ on: 'set', part: { problem: explain(error) } });
  }
}

export async function decide(approval: Approval, decision: Decision, reason: string): Promise<void> {
  const id = approval.request_id;
  dispatch({ on: 'approvals', action: { type: 'deciding', id, decision } });
  const action = decision === 'day' ? 'always' : decision;
  const body: Record<string, string> = { request_id: id, action, thread_id: approval.thread_id };
  if (decision === 'day') body['expires_in'] = '1d';
  if (decision === 'deny' && reason.trim() !== '') body['reason'] = reason.trim();
  try {
    await post('/api/chat/approval', body);
    // The card shows the outcome from the event; a denial needs no effect to wait for.
    if (decision === 'deny') dispatch({ on: 'approvals', action: { type: 'settled', id, outcome: 'denied' } });
  } catch (error) {
    dispatch({ on: 'approvals', action: { type: 'undecided', id, problem: explain(error) } });
    if (error instanceof ApiError && (error.status === 404 || error.status === 409)) await loadApprovals();
  }
}
