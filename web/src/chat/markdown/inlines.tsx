import type { MarkedToken, Token } from 'marked';
import type { ComponentChild } from 'preact';
import { AddressLink, ImageChip } from './AddressLink';
import { decodeEntities } from './entities';

/**
 * What stands within a line. A kind of token that is not named here, raw HTML among them, is shown as it was written.
 * Linked is what stands within a link already: nothing there is a link of its own.
 */
export function inlines(tokens: readonly Token[] | undefined, linked = false): ComponentChild[] {
  return (tokens ?? []).map((token, index) => inline(token as MarkedToken, index, linked));
}

function inline(token: MarkedToken, key: number, linked: boolean): ComponentChild {
  switch (token.type) {
    case 'text':
      return token.tokens ? inlines(token.tokens, linked) : decodeEntities(token.text);
    case 'escape':
      return token.text;
    case 'strong':
      return <strong key={key}>{inlines(token.tokens, linked)}</strong>;
    case 'em':
      return <em key={key}>{inlines(token.tokens, linked)}</em>;
    case 'del':
      return <del key={key}>{inlines(token.tokens, linked)}</del>;
    case 'codespan':
      return <code key={key}>{token.text}</code>;
    case 'br':
      return <br key={key} />;
    case 'checkbox':
      return <input key={key} type="checkbox" checked={token.checked} disabled aria-label={token.checked ? 'Done' : 'Not done'} />;
    case 'link':
      if (linked) return token.raw;
      return (
        <AddressLink key={key} to={token.autolink ? token.href : decodeEntities(token.href)} words={wordsOf(token.tokens)} raw={token.raw}>
          {inlines(token.tokens, true)}
        </AddressLink>
      );
    case 'image':
      return (
        <ImageChip
          key={key}
          to={decodeEntities(token.href)}
          words={wordsOf(token.tokens) || decodeEntities(token.text)}
          raw={token.raw}
          linked={linked}
        />
      );
    default:
      return token.raw;
  }
}

/** The letters alone, as they are read. */
function wordsOf(tokens: readonly Token[] | undefined): string {
  return (tokens ?? [])
    .map((any) => {
      const token = any as MarkedToken;
      if ('tokens' in token && token.tokens) return wordsOf(token.tokens);
      if (token.type === 'text') return decodeEntities(token.text);
      return 'text' in token ? token.text : token.raw;
    })
    .join('');
}
