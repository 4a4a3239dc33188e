import type { ApprovalOutcome } from '../events/serverEvent';
import type { Approval } from '../wire';

/** `day` is `always` with an end. */
export type Decision = 'approve' | 'day' | 'always' | 'deny';

export interface ApprovalItem {
  approval: Approval;
  /** The turn that was running when the card arrived; the card is shown under it. */
  turnId: string | null;
  /** What the owner chose here, while the server settles it. */
  sent: Decision | null;
  outcome: ApprovalOutcome | 'elsewhere' | null;
  receivedAt: number;
  problem: string | null;
}

export type Approvals = Record<string, ApprovalItem>;

export type ApprovalAction =
  | { type: 'needed'; approval: Approval; turnId: string | null; at: number }
  | { type: 'pending'; approvals: Approval[]; threadId: string | null; askedAt: number }
  | { type: 'deciding'; id: string; decision: Decision }
  | { type: 'undecided'; id: string; problem: string }
  | { type: 'settled'; id: string; outcome: ApprovalOutcome };

export function reduceApprovals(approvals: Approvals, action: ApprovalAction): Approvals {
  switch (action.type) {
    case 'needed':
      return { ...approvals, [action.approval.request_id]: fresh(approvals, action.approval, action.turnId, action.at) };
    case 'pending': {
      const next: Approvals = {};
      const listed = new Set(action.approvals.map((approval) => approval.request_id));
      for (const [id, item] of Object.entries(approvals)) {
        const inScope = action.threadId === null || item.approval.thread_id === action.threadId;
        const gone = item.outcome === null && inScope && !listed.has(id) && item.receivedAt < action.askedAt;
        next[id] = gone ? { ...item, outcome: whenGone(item, action.askedAt) } : item;
      }
      for (const approval of action.approvals) next[approval.request_id] = fresh(approvals, approval, null, action.askedAt);
      return next;
    }
    case 'deciding':
      return change(approvals, action.id, (item) => ({ ...item, sent: action.decision, problem: null }));
    case 'undecided':
      return change(approvals, action.id, (item) => ({ ...item, sent: null, problem: action.problem }));
    case 'settled':
      return change(approvals, action.id, (item) => ({ ...item, outcome: action.outcome, problem: null }));
  }
}

export function isPending(item: ApprovalItem): boolean {
  return item.outcome === null;
}

export function pendingOf(approvals: Approvals): ApprovalItem[] {
  return Object.values(approvals)
    .filter(isPending)
    .sort((a, b) => a.approval.created_at.localeCompare(b.approval.created_at));
}

function fresh(approvals: Approvals, approval: Approval, turnId: string | null, at: number): ApprovalItem {
  const known = approvals[approval.request_id];
  if (!known) return { approval, turnId, sent: null, outcome: null, receivedAt: at, problem: null };
  return { ...known, approval, turnId: known.turnId ?? turnId, outcome: known.outcome === 'elsewhere' ? null : known.outcome };
}

/** Gone from the pending list without an event that told how. */
function whenGone(item: ApprovalItem, now: number): ApprovalItem['outcome'] {
  return Date.parse(item.approval.expires_at) <= now ? 'expired' : 'elsewhere';
}

function change(approvals: Approvals, id: string, edit: (item: ApprovalItem) => ApprovalItem): Approvals {
  const item = approvals[id];
  return item ? { ...approvals, [id]: edit(item) } : approvals;
}
