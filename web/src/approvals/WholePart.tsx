import { useState } from 'preact/hooks';
import { explain, get } from '../api';
import type { Field, Part } from '../wire';

/** A part too long or binary for the card: fetched whole on demand, since what was not seen cannot be approved. */
export function WholePart({ requestId, field, onSeen }: { requestId: string; field: Field; onSeen: () => void }) {
  const [part, setPart] = useState<Part | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const load = async (): Promise<void> => {
    setBusy(true);
    try {
      setPart(await get<Part>(`/api/approvals/${encodeURIComponent(requestId)}/part`, { name: field.name }));
      setProblem(null);
      onSeen();
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setBusy(false);
    }
  };
  if (part !== null) {
    return (
      <pre
        class={part.encoding === 'hex' ? 'whole is-hex' : 'whole'}
        dir="ltr"
        tabIndex={0}
        role="region"
        aria-label={`${part.name}, whole, ${part.encoding}, scrollable`}
        data-testid="part-value"
        data-encoding={part.encoding}
      >
        {part.encoding === 'hex' ? inPairs(part.value) : part.value}
      </pre>
    );
  }
  return (
    <>
      <span class="omitted">Too long or binary to stand here. </span>
      <button type="button" disabled={busy} data-testid="part-view" onClick={() => void load()}>
        {busy ? 'Loading…' : `View all ${(field.size ?? 0).toLocaleString()} bytes`}
      </button>
      {problem !== null && (
        <p class="problem" role="alert" data-testid="error-text">
          {problem}
        </p>
      )}
    </>
  );
}

function inPairs(hex: string): string {
  return hex.replace(/../g, '$& ').trimEnd();
}
