import { useEffect, useRef } from 'preact/hooks';
import { CopyButton } from '../shell/CopyButton';
import { useFocusKept } from '../shell/useFocusKept';
import type { NewToken } from '../wire';
import { nameOf } from './tokenWords';

interface Props {
  made: NewToken;
  onDone: () => void;
}

/** A new token, in the one place where it is ever seen, and how to use it. */
export function ShownOnce({ made, onDone }: Props) {
  const part = useFocusKept<HTMLElement>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [made.id]);
  const address = `${location.origin}/v1`;
  return (
    <section ref={part} class="program-once" aria-labelledby="program-once" data-testid="program-once">
      <h3 id="program-once" ref={heading} tabIndex={-1}>
        The token of <bdi>{nameOf(made)}</bdi>
      </h3>
      <p>Copy it now: it is not shown again. Gatehouse does not keep it and cannot find it out. If it is lost, take it back and make another.</p>
      <Line name="Token" label="Copy the token" text={made.token} testId="program-token" />
      <p>In the program, choose a server that speaks the OpenAI API. Give it this address, and the token as its API key:</p>
      <Line name="Address" label="Copy the address" text={address} testId="program-address" />
      <button type="button" data-testid="program-done" onClick={onDone}>
        I have copied it
      </button>
    </section>
  );
}

function Line({ name, label, text, testId }: { name: string; label: string; text: string; testId: string }) {
  return (
    <div class="program-line">
      <span class="faint">{name}</span>
      <code data-testid={testId}>{text}</code>
      <CopyButton text={text} label={label} />
    </div>
  );
}
