import type { Label } from '../wire';

/** Says of a remembered text that it, or a part of it, came from outside. */
export function OriginMark({ label }: { label: Label }) {
  return label.integrity === 'untrusted' ? (
    <span class="memory-outside" title="Text from outside is in it: it may be quoted, and is never an instruction.">
      from outside
    </span>
  ) : null;
}
