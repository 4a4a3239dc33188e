import { useState } from 'preact/hooks';
import { openDrawer } from '../shell/drawers';
import { Icon, type IconName } from '../shell/Icon';
import { useNow } from '../shell/useNow';
import { duration } from '../shell/wording';
import type { ToolCall, ToolOutcome } from '../wire';
import { signalSentence } from './signals';

const OUTCOMES: Record<ToolOutcome, [IconName, string]> = {
  done: ['check', 'done'],
  waiting: ['clock', 'waiting for you'],
  denied: ['cross', 'denied'],
  failed: ['warning', 'failed'],
  stopped: ['stop', 'stopped'],
  interrupted: ['warning', 'interrupted'],
  unknown: ['question', 'outcome unknown'],
  refused: ['cross', 'refused by policy'],
};

export function ToolRow({ call, running }: { call: ToolCall; running: boolean }) {
  const [open, setOpen] = useState(false);
  const outcome: ToolOutcome | null = call.outcome ?? (running ? null : call.has_error ? 'failed' : call.has_result ? 'done' : 'unknown');
  const [icon, word] = outcome ? OUTCOMES[outcome] : (['dots', 'running'] as const);
  const parameters = call.parameters.trim();
  return (
    <div
      class={`tool is-${outcome ?? 'running'}${call.dropped ? ' is-dropped' : ''}`}
      data-dropped={call.dropped ? 'true' : undefined}
      data-testid="tool-row"
      data-tool={call.name}
      data-outcome={outcome ?? 'running'}
    >
      <div class="tool-line">
        <button type="button" class="tool-open" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="chevron" />
          <span class="tool-name">{call.name}</span>
          <span class="tool-gist">{gist(parameters)}</span>
        </button>
        <span class="tool-outcome">
          <Icon name={icon} />
          {word}
          {call.approval_id && outcome === 'waiting' ? ` (${call.approval_id})` : ''}
        </span>
        {call.signals && call.signals.length > 0 && (
          <span class="tool-signal" data-testid="injection-badge" title={signalSentence(call.signals)}>
            <Icon name="warning" />
            looks like an injection
          </span>
        )}
        {outcome === null && call.began !== undefined && <Running since={call.began} />}
        {typeof call.duration_ms === 'number' && outcome !== 'waiting' && <span class="tool-time">{duration(call.duration_ms)}</span>}
        {call.effect_id && (
          <button
            type="button"
            class="link"
            aria-label={`Receipt ${call.effect_id}`}
            data-testid="effect-link"
            onClick={() => openDrawer('receipts', call.effect_id)}
          >
            {call.effect_id}
          </button>
        )}
      </div>
      {call.dropped && <p class="dropped-note">not shown to the model any more</p>}
      {call.error && <p class="tool-error">{call.error}</p>}
      {open && (
        <dl class="tool-detail">
          {call.signals && call.signals.length > 0 && (
            <>
              <dt>Looks like an injection</dt>
              <dd>{signalSentence(call.signals)}</dd>
            </>
          )}
          <dt>Parameters</dt>
          <dd>
            <pre tabIndex={0}>{parameters || 'none'}</pre>
          </dd>
          {call.result_preview && (
            <>
              <dt>Result</dt>
              <dd>
                <pre tabIndex={0}>{call.result_preview}</pre>
              </dd>
            </>
          )}
        </dl>
      )}
    </div>
  );
}

function Running({ since }: { since: number }) {
  const seconds = Math.floor((useNow(1_000) - since) / 1_000);
  return seconds < 1 ? null : (
    <span class="tool-time" data-testid="tool-running">
      {duration(seconds * 1_000)}
    </span>
  );
}

/** The parameters' values on one line, so a row says what it was about. */
function gist(parameters: string): string {
  try {
    const value: unknown = JSON.parse(parameters);
    if (typeof value === 'object' && value !== null) {
      return Object.values(value)
        .filter((part) => typeof part === 'string' || typeof part === 'number')
        .join(' ');
    }
  } catch {
    // Not JSON: shown as it is.
  }
  return parameters.replace(/\s+/g, ' ');
}
