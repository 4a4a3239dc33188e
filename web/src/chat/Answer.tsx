import { Markdown } from './markdown/Markdown';

interface Props {
  text: string;
  running: boolean;
  dropped: boolean;
  /** As the model wrote it, every character. */
  asText: boolean;
}

export function Answer({ text, running, dropped, asText }: Props) {
  return (
    <div
      class={`message-assistant${running ? ' is-streaming' : ''}${dropped ? ' is-dropped' : ''}`}
      data-testid="message-assistant"
      data-dropped={dropped ? 'true' : undefined}
    >
      {asText ? (
        <p class="text" dir="auto">
          {text}
        </p>
      ) : (
        <Markdown text={text} growing={running} />
      )}
      {dropped && <p class="dropped-note">not shown to the model any more</p>}
    </div>
  );
}
