import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApprovalItem, Decision } from './approvals';
import { decide } from './commands';

/** A card that appears under a moving pointer must not be approved by it. */
const SETTLE_MS = 600;

interface Props {
  item: ApprovalItem;
  takesFocus: boolean;
  /** Names of the parts that nobody has looked at on this card. */
  unseen: string[];
}

export function DecisionBar({ item, takesFocus, unseen }: Props) {
  const { approval, sent } = item;
  const [reason, setReason] = useState('');
  const [settled, setSettled] = useState(false);
  const deny = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), SETTLE_MS);
    if (takesFocus && mayTakeFocus()) deny.current?.focus();
    return () => clearTimeout(timer);
  }, []);
  const choose = (decision: Decision) => (): void => void decide(approval, decision, reason);
  const locked = sent !== null || !settled || unseen.length > 0;
  return (
    <div class="decision">
      <div class="decision-buttons">
        <button type="button" ref={deny} class="deny" disabled={sent !== null} data-testid="approval-deny" onClick={choose('deny')}>
          {sent === 'deny' ? 'Denying…' : 'Deny'}
        </button>
        <button type="button" class="primary" disabled={locked} data-testid="approval-approve" onClick={choose('approve')}>
          {sent === 'approve' ? 'Approving…' : 'Approve once'}
        </button>
        {approval.allow_always && (
          <button type="button" class="always" disabled={locked} data-testid="approval-always" onClick={choose('always')}>
            {sent === 'always' ? 'Approving…' : `Always allow ${approval.always_line ?? 'this method, host, port and path'}`}
          </button>
        )}
        {approval.allow_always && (
          <button
            type="button"
            class="always"
            disabled={locked}
            data-testid="approval-day"
            aria-label={`Only for a day allow ${approval.always_line ?? 'this method, host, port and path'}`}
            onClick={choose('day')}
          >
            {sent === 'day' ? 'Approving…' : 'Only for a day'}
          </button>
        )}
      </div>
      {unseen.length > 0 && (
        <p class="approval-unseen" data-testid="approval-unseen">
          To approve, first view the whole {unseen.join(' and ')}.
        </p>
      )}
      <input
        class="deny-reason"
        value={reason}
        maxLength={500}
        placeholder="Reason if you deny, for the assistant (optional)"
        aria-label="Reason if you deny (optional)"
        data-testid="approval-reason"
        disabled={sent !== null}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      {item.problem !== null && (
        <p class="problem" role="alert" data-testid="error-text">
          {item.problem}
        </p>
      )}
    </div>
  );
}

/** Only from an empty message field or from nowhere: never out of the owner's typing. */
function mayTakeFocus(): boolean {
  const focused = document.activeElement;
  const composer = document.getElementById('composer');
  const empty = !(composer instanceof HTMLTextAreaElement) || composer.value === '';
  return empty && (focused === null || focused === document.body || focused === composer);
}
