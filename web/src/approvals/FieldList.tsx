import { byteSize, shortHash } from '../shell/wording';
import type { Field } from '../wire';
import { WholePart } from './WholePart';

interface Props {
  fields: Field[];
  /** Whose fields they are, where a part that is not shown can be fetched whole. */
  requestId?: string;
  onSeen?: (name: string) => void;
}

/** The stored bytes, field by field and in their order, as the gateway decoded them. */
export function FieldList({ fields, requestId, onSeen }: Props) {
  return (
    <dl class="fields">
      {fields.map((field, index) => (
        <div key={index} class={`field is-${field.style}`} data-testid="approval-field" data-name={field.name} data-style={field.style}>
          <dt>
            {field.name}
            {field.style === 'grey' && <span class="unseen"> (added by the transport)</span>}
          </dt>
          <dd>
            {field.omitted && requestId ? (
              <WholePart requestId={requestId} field={field} onSeen={() => onSeen?.(field.name)} />
            ) : (
              <Value field={field} />
            )}
            <Measure field={field} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ field }: { field: Field }) {
  if (field.omitted) return <span class="omitted">not shown here: too long or binary</span>;
  if (field.style === 'block' || field.style === 'bytes') {
    return (
      <pre dir="ltr" tabIndex={0} aria-label={`${field.name}, scrollable`} role="region">
        {field.value}
      </pre>
    );
  }
  return (
    <span class="value" dir="ltr">
      {field.value}
    </span>
  );
}

function Measure({ field }: { field: Field }) {
  const size = typeof field.size === 'number' ? byteSize(field.size) : null;
  if (size === null && !field.sha256) return null;
  return (
    <span class="measure">
      {size}
      {field.sha256 && (
        <>
          {size && ', '}sha256 <code title={field.sha256}>{shortHash(field.sha256)}</code>
        </>
      )}
    </span>
  );
}
