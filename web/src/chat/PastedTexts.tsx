import type { Pasted } from '../wire';
import { size } from '../shell/wording';
import { gist } from './pasted';

/** What the owner brought along with a message that was sent. */
export function PastedTexts({ texts }: { texts: Pasted[] }) {
  return (
    <>
      {texts.map((text, index) => (
        <details key={index} class={`pasted${text.dropped ? ' is-dropped' : ''}`} data-testid="pasted-text" data-dropped={text.dropped ? 'true' : undefined}>
          <summary>
            Pasted text: <bdi class="pasted-gist">{gist(text.preview)}</bdi> <span class="faint">{size(text.length)}</span>
          </summary>
          <pre tabIndex={0}>{text.preview}</pre>
          {text.length > text.preview.length && <p class="faint">Shown is the beginning.</p>}
          {text.dropped && <p class="dropped-note">not shown to the model any more</p>}
        </details>
      ))}
    </>
  );
}
