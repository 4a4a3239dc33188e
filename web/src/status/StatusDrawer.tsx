import { get } from '../api';
import { Asked } from '../shell/Asked';
import { DrawerFrame } from '../shell/DrawerFrame';
import { useAnswer } from '../shell/useAnswer';
import { VIEWS } from '../shell/views';
import { duration } from '../shell/wording';
import { useStore } from '../store';
import type { GatewayStatus } from '../wire';

/** How Gatehouse is, at a glance. */
export function StatusDrawer() {
  const tick = useStore((state) => state.ledgerTick);
  const answer = useAnswer(`status ${tick}`, () => get<GatewayStatus>('/api/gateway/status'));
  return (
    <DrawerFrame title={VIEWS.status.title}>
      <Asked answer={answer}>
        {(status) => (
          <dl class="status-facts">
            {facts(status).map(([name, value]) => (
              <div key={name} data-testid="status-fact">
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </Asked>
    </DrawerFrame>
  );
}

function facts(status: GatewayStatus): [string, string][] {
  const { stop, ledger } = status;
  return [
    ['Version', status.version],
    ['Running for', duration(status.uptime_secs * 1_000)],
    ['Model', status.offline ? 'none is connected' : `${status.llm_model} by ${status.llm_backend}`],
    ['Stopped', stop.global ? 'everything' : stop.threads.length > 0 ? `${stop.threads.length} of the conversations` : 'nothing'],
    ['Waiting for you', status.pending_approvals === 0 ? 'nothing' : String(status.pending_approvals)],
    ['Unknown outcomes', status.unknown_outcomes ? `${status.unknown_outcomes}: see Approvals` : 'none'],
    ['Receipts', ledger.problem ?? `${ledger.entries.toLocaleString()}, ${ledger.verified ? 'found whole at the start' : 'NOT found whole at the start'}`],
    ['Looked like injections', status.injection_signals ? `${status.injection_signals} since the start` : 'none since the start'],
  ];
}
