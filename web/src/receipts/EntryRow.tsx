import { useState } from 'preact/hooks';
import { CopyButton } from '../shell/CopyButton';
import { byteSize, clockTime, fullTime, shortHash } from '../shell/wording';
import type { LedgerEntry } from '../wire';

interface Props {
  entry: LedgerEntry;
  onEffect?: (effectId: string) => void;
}

export function EntryRow({ entry, onEffect }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <div class="entry" data-testid="receipt-entry" data-kind={entry.kind} data-seq={entry.seq}>
      <button type="button" class="entry-line" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class="entry-seq">{entry.seq}</span>
        <span class={`kind is-${entry.kind}`}>{entry.kind.replaceAll('_', ' ')}</span>
        <time dateTime={entry.time} title={fullTime(entry.time)}>
          {clockTime(entry.time)}
        </time>
        <span class="entry-words">{entry.line}</span>
      </button>
      {open && <Facts entry={entry} />}
      {open && entry.effect_id && onEffect && (
        <button type="button" class="link" data-testid="receipt-effect" onClick={() => onEffect(entry.effect_id ?? '')}>
          Whole receipt of {entry.effect_id}
        </button>
      )}
    </div>
  );
}

function Facts({ entry }: { entry: LedgerEntry }) {
  const facts: [string, string | null | undefined][] = [
    ['time', fullTime(entry.time)],
    ['effect', entry.effect_id],
    ['what', entry.effect_kind],
    ['size', typeof entry.size === 'number' ? byteSize(entry.size) : null],
    ['digest', entry.digest],
    ['hash', entry.hash],
    ['thread', entry.thread_id],
    ['turn', entry.turn_id],
  ];
  return (
    <dl class="facts">
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span class="mono" title={value}>
                {name === 'digest' || name === 'hash' ? shortHash(value) : value}
              </span>
              {(name === 'digest' || name === 'hash') && <CopyButton text={value} label={`Copy the ${name} of entry ${entry.seq}`} />}
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
