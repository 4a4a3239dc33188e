import { describe, expect, it } from 'vitest';
import type { Approval } from '../wire';
import { pendingOf, reduceApprovals, type ApprovalAction, type Approvals } from './approvals';

const approval = (id: string, expires = '2999-01-01T00:00:00Z'): Approval => ({
  request_id: id,
  tool_name: 'http',
  description: '',
  parameters: '{}',
  thread_id: 'T',
  allow_always: true,
  created_at: '2026-01-01T00:00:00Z',
  expires_at: expires,
  digest: '',
  effect_kind: 'http_request',
  size: 1,
  source: null,
  fields: [],
});
const needed = (id: string, at = 0): ApprovalAction => ({ type: 'needed', approval: approval(id), turnId: 'turn', at });
const pending = (listed: Approval[], askedAt: number): ApprovalAction => ({ type: 'pending', approvals: listed, threadId: null, askedAt });
const run = (...actions: ApprovalAction[]): Approvals => actions.reduce(reduceApprovals, {});

describe('approvals', () => {
  it('keep the outcome that was told', () => {
    const state = run(needed('A1'), { type: 'settled', id: 'A1', outcome: 'denied' }, pending([approval('A1')], 5));
    expect(state['A1']?.outcome).toBe('denied');
    expect(pendingOf(state)).toEqual([]);
  });

  it('do not guess how one that is gone was decided', () => {
    expect(run(needed('A1'), pending([], 5))['A1']?.outcome).toBe('elsewhere');
  });

  it('are not dropped by a list asked for before they arrived', () => {
    expect(pendingOf(run(needed('A1', 10), pending([], 5)))).toHaveLength(1);
  });

  it('can be decided again after a failed attempt', () => {
    const state = run(needed('A1'), { type: 'deciding', id: 'A1', decision: 'approve' }, { type: 'undecided', id: 'A1', problem: 'no' });
    expect(state['A1']).toMatchObject({ sent: null, outcome: null, problem: 'no', turnId: 'turn' });
  });
});
