import { useMemo } from 'preact/hooks';
import { memo } from '../../shell/memo';
import { blocks } from './blocks';
import { lex, linksOf, NO_LINKS, type Links } from './lex';
import { split } from './split';

/** Over this many characters an answer is shown as text. */
const LONGEST = 400_000;

/**
 * Markdown as elements, never by way of HTML. While it grows only its last piece is read again, so references, whose
 * addresses stand at the end, turn into links when it is complete.
 */
export function Markdown({ text, growing }: { text: string; growing: boolean }) {
  const { pieces, definitions } = useMemo(() => (text.length > LONGEST ? TOO_LONG : split(text)), [text]);
  const named = growing ? '' : definitions.join('\n');
  const links = useMemo(() => (named === '' ? NO_LINKS : linksOf(definitions)), [named]);
  if (text.length > LONGEST) return <p class="text">{text}</p>;
  return (
    <div class="markdown">
      {pieces.map((source, index) => (
        <Piece key={index} source={source} links={links} />
      ))}
    </div>
  );
}

const TOO_LONG = { pieces: [], definitions: [] };

const Piece = memo(function Piece({ source, links }: { source: string; links: Links }) {
  return <>{blocks(lex(source, links))}</>;
});
