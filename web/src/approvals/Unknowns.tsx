import { useEffect, useState } from 'preact/hooks';
import { ApiError, explain, get, post } from '../api';
import { fullTime } from '../shell/wording';
import { dispatch, useStore } from '../store';
import { selectThread } from '../threads/commands';
import type { UnknownEffect } from '../wire';

type Outcome = 'done' | 'not_done';

/** Effects of which nobody knows whether they happened, and the owner's word on each. */
export function Unknowns() {
  const tick = useStore((state) => state.ledgerTick);
  const threads = useStore((state) => state.threads);
  const [unknowns, setUnknowns] = useState<UnknownEffect[]>([]);
  const [sending, setSending] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = async (): Promise<void> => {
    try {
      setUnknowns((await get<{ unknowns: UnknownEffect[] }>('/api/unknowns')).unknowns);
    } catch (error) {
      setProblem(explain(error));
    }
  };
  useEffect(() => void load(), [tick]);
  const settle = async (id: string, outcome: Outcome): Promise<void> => {
    setSending(id);
    setProblem(null);
    try {
      await post(`/api/unknowns/${encodeURIComponent(id)}`, { outcome });
    } catch (error) {
      // Settled elsewhere meanwhile: the list says so.
      if (!(error instanceof ApiError && (error.status === 404 || error.status === 409))) setProblem(explain(error));
    }
    await load();
    setSending(null);
  };
  if (unknowns.length === 0 && problem === null) return null;
  return (
    <section class="unknowns" aria-labelledby="unknowns-title" data-testid="unknowns">
      <h3 id="unknowns-title">Nobody knows whether this happened</h3>
      <p class="faint">Look on the other side, then say. Nothing is repeated by itself, and what was charged stays charged.</p>
      <ul>
        {unknowns.map((unknown) => {
          const thread = unknown.thread_id;
          return (
            <li key={unknown.id} data-testid="unknown" data-id={unknown.id}>
              <span class="unknown-line" dir="ltr">
                {unknown.line}
              </span>
              <span class="faint">
                <time dateTime={unknown.since}>{fullTime(unknown.since)}</time>
                {thread && ', in '}
                {thread && (
                  <button type="button" class="link" onClick={() => selectThread(thread)}>
                    {threads?.find((one) => one.id === thread)?.title || 'a conversation'}
                  </button>
                )}
              </span>
              <div class="unknown-buttons">
                <Say unknown={unknown} outcome="done" text="It happened" sending={sending} settle={settle} />
                <Say unknown={unknown} outcome="not_done" text="It did not happen" sending={sending} settle={settle} />
                <button
                  type="button"
                  class="quiet"
                  aria-label={`Receipt of ${unknown.line}`}
                  onClick={() => dispatch({ on: 'set', part: { effect: unknown.id, drawer: 'receipts' } })}
                >
                  Receipt
                </button>
              </div>
            </li>
          );
        })}
      </ul>
      {problem !== null && (
        <p class="problem" role="alert" data-testid="error-text">
          {problem}
        </p>
      )}
    </section>
  );
}

interface SayProps {
  unknown: UnknownEffect;
  outcome: Outcome;
  text: string;
  sending: string | null;
  settle: (id: string, outcome: Outcome) => Promise<void>;
}

function Say({ unknown, outcome, text, sending, settle }: SayProps) {
  return (
    <button
      type="button"
      disabled={sending !== null}
      data-testid={`unknown-${outcome}`}
      aria-label={`${text}: ${unknown.line}`}
      onClick={() => void settle(unknown.id, outcome)}
    >
      {text}
    </button>
  );
}
