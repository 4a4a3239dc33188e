import { explain, get, post } from '../api';
import { dispatch } from '../store';
import type { StopReceipt, StopState } from '../wire';

export async function loadStop(): Promise<void> {
  try {
    const stop = await get<StopState>('/api/stop');
    dispatch({ on: 'set', part: { stop } });
  } catch (error) {
    dispatch({ on: 'set', part: { problem: explain(error) } });
  }
}

/** Null stops everything. */
export async function stop(threadId: string | null): Promise<void> {
  try {
    const body = threadId === null ? { scope: 'global' } : { scope: 'thread', thread_id: threadId };
    const receipt = await post<StopReceipt>('/api/stop', body);
    dispatch({ on: 'stopped', receipt }, { on: 'wrote' });
  } catch (error) {
    dispatch({ on: 'set', part: { problem: `Stop failed: ${explain(error)} “gatehouse stop” in a terminal works too.` } });
  }
  await loadStop();
}

export async function resume(threadId: string | null): Promise<void> {
  try {
    const body = threadId === null ? { scope: 'global' } : { scope: 'thread', thread_id: threadId };
    const state = await post<StopState>('/api/resume', body);
    dispatch({ on: 'set', part: { stop: state } }, { on: 'wrote' });
  } catch (error) {
    dispatch({ on: 'set', part: { problem: explain(error) } });
    await loadStop();
  }
}
