import { CopyButton } from '../../shell/CopyButton';

/** Code of the first word after the fence; what is copied is what was written. */
export function CodeBlock({ text, info }: { text: string; info: string }) {
  const language = info.trim().split(/\s/, 1)[0]?.slice(0, 30) ?? '';
  return (
    <div class="md-code" data-testid="code-block">
      <div class="md-code-head">
        <bdi class="md-code-language">{language || 'text'}</bdi>
        <CopyButton text={text} label={language ? `Copy the ${language} code` : 'Copy the code'} />
      </div>
      {TURNS.test(text) && <p class="md-code-note">Holds characters that turn the reading direction: it may not read as it runs.</p>}
      <pre tabIndex={0} role="region" aria-label={language ? `Code, ${language}` : 'Code'}>
        <code>{text}</code>
      </pre>
    </div>
  );
}

/** The embeddings, overrides and isolates of the bidirectional algorithm. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/;
