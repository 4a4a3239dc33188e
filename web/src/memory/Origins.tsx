import { openDrawer } from '../shell/drawers';
import { fullTime } from '../shell/wording';
import type { MemoryDocument } from '../wire';
import { OriginMark } from './OriginMark';

/** Where the parts of a document come from, each with its receipt. */
export function Origins({ document }: { document: MemoryDocument }) {
  if (document.parts.length === 0) return null;
  return (
    <details class="memory-origins" data-testid="memory-origins">
      <summary>Where this comes from ({document.parts.length === 1 ? '1 part' : `${document.parts.length} parts`})</summary>
      <ol>
        {document.parts.map((part) => (
          <li key={part.start}>
            <bdi class="memory-part">{document.content.slice(part.start, part.start + Math.min(part.length, 80))}</bdi>
            <span class="faint">{fullTime(part.time)}</span> <OriginMark label={part.label} />{' '}
            <button type="button" class="link" onClick={() => openDrawer('receipts', part.effect_id)}>
              receipt
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
}
