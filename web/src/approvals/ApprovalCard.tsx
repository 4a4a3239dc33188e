import { useState } from 'preact/hooks';
import { CopyButton } from '../shell/CopyButton';
import { Icon } from '../shell/Icon';
import { useNow } from '../shell/useNow';
import { byteSize, fullTime, shortHash, timeLeft } from '../shell/wording';
import type { Approval } from '../wire';
import type { ApprovalItem } from './approvals';
import { DecisionBar } from './DecisionBar';
import { FieldList } from './FieldList';

const OUTCOMES = {
  approved: ['clock', 'Approved, being carried out'],
  done: ['check', 'Approved and done'],
  failed: ['warning', 'Approved, but it failed'],
  denied: ['cross', 'Denied, not done'],
  expired: ['clock', 'Expired, not done'],
  elsewhere: ['check', 'Decided elsewhere'],
} as const;

export function ApprovalCard({ item, takesFocus }: { item: ApprovalItem; takesFocus: boolean }) {
  const { approval, outcome } = item;
  const [seen, setSeen] = useState<string[]>([]);
  const unseen = approval.fields.filter((field) => field.omitted && !seen.includes(field.name)).map((field) => field.name);
  const fields = (
    <FieldList fields={approval.fields} requestId={approval.request_id} onSeen={(name) => setSeen((before) => [...before, name])} />
  );
  if (outcome !== null) {
    const [icon, words] = OUTCOMES[outcome];
    return (
      <details class={`approval is-settled is-${outcome}`} data-testid="approval-card" data-request={approval.request_id} data-outcome={outcome}>
        <summary>
          <Icon name={icon} />
          <span class="approval-id">{approval.request_id}</span>
          <span data-testid="approval-outcome">{words}</span>
        </summary>
        {fields}
        <Proof approval={approval} />
      </details>
    );
  }
  return (
    <section class="approval" aria-label={`Approval ${approval.request_id}`} data-testid="approval-card" data-request={approval.request_id}>
      <header class="approval-head">
        <h3>{title(approval)}</h3>
        <span class="approval-id">{approval.request_id}</span>
        <Countdown until={approval.expires_at} />
      </header>
      {approval.why && (
        <p class="approval-why faint" data-testid="approval-why">
          {approval.why} <span class="approval-row">Policy row {approval.policy_row}</span>
        </p>
      )}
      <p class="approval-lead">Exactly this will be done:</p>
      {fields}
      <Proof approval={approval} />
      {approval.source !== null && (
        <p class="approval-source" data-testid="approval-source">
          <Icon name="warning" />
          <span>
            The conversation holds untrusted text from <strong>{approval.source}</strong>. That text may have asked for this, not you.
          </span>
        </p>
      )}
      <DecisionBar item={item} takesFocus={takesFocus} unseen={unseen} />
    </section>
  );
}

function Countdown({ until }: { until: string }) {
  const now = useNow(1_000);
  const left = timeLeft(until, now);
  const soon = Date.parse(until) - now < 60_000;
  return (
    <time class={soon ? 'countdown is-soon' : 'countdown'} dateTime={until} title={fullTime(until)}>
      {left}
    </time>
  );
}

function Proof({ approval }: { approval: Approval }) {
  return (
    <p class="proof">
      <span>
        {approval.effect_kind}, {byteSize(approval.size)}
      </span>
      <span>
        sha256 <code title={approval.digest}>{shortHash(approval.digest)}</code>
      </span>
      <CopyButton text={approval.digest} label={`Copy digest of ${approval.request_id}`}>
        Copy digest
      </CopyButton>
    </p>
  );
}

function title(approval: Approval): string {
  const words = approval.description.trim();
  if (words === '') return `${approval.tool_name} wants to act`;
  return words.startsWith(approval.tool_name) ? words : `${approval.tool_name} wants to: ${words}`;
}
