import { Icon } from '../shell/Icon';
import { size } from '../shell/wording';
import { gist } from './pasted';

interface Props {
  texts: string[];
  onRemove: (index: number) => void;
  onTakeOver: (index: number) => void;
}

/** The texts that will go along with the message, each to be taken back or taken over as the owner's own words. */
export function PastedChips({ texts, onRemove, onTakeOver }: Props) {
  if (texts.length === 0) return null;
  return (
    <ul class="pasted-chips" aria-label="Pasted texts that go along">
      {texts.map((text, index) => (
        <li key={index} class="pasted-chip" data-testid="pasted-chip">
          <Icon name="clip" />
          <span class="pasted-gist" title={text.slice(0, 1_000)}>
            <bdi>{gist(text)}</bdi>
          </span>
          <span class="faint">{size(text.length)}</span>
          <button
            type="button"
            class="link"
            title="Puts the text into your message. Then it speaks for you: it may ask for things, and addresses in it count as yours."
            data-testid="pasted-take-over"
            onClick={() => onTakeOver(index)}
          >
            these are my words
          </button>
          <button type="button" class="quiet" aria-label={`Remove pasted text ${index + 1}`} data-testid="pasted-remove" onClick={() => onRemove(index)}>
            <Icon name="cross" />
          </button>
        </li>
      ))}
    </ul>
  );
}
