import { Lexer, type Token } from 'marked';

/** Where references lead, by their label. */
export type Links = Lexer['tokens']['links'];

export const NO_LINKS: Links = {};

/** Quotes, lists and emphasis within each other; what lies deeper is text. Every level costs a call, several elements, and a pass over its text. */
const DEEPEST = 16;
/** Characters of one paragraph, heading or cell that are looked through for emphasis and links: some searches take the square of it. */
const LONGEST_RUN = 8_000;

/** The tokens of one piece of Markdown. Never fails: what the lexer cannot take is one text. */
export function lex(source: string, links: Links = NO_LINKS): Token[] {
  return tokensOf(source, links) ?? [{ type: 'text', raw: source, text: source }];
}

/** Where the references of these lines lead. */
export function linksOf(definitions: readonly string[]): Links {
  return definitions.length === 0 ? NO_LINKS : (tokensOf(definitions.join('\n'), NO_LINKS)?.links ?? NO_LINKS);
}

function tokensOf(source: string, links: Links): Lexer['tokens'] | null {
  const lexer = new CappedLexer({ gfm: true, breaks: true });
  Object.assign(lexer.tokens.links, links);
  try {
    return lexer.lex(source);
  } catch {
    return null;
  }
}

class CappedLexer extends Lexer {
  #depth = 0;

  override blockTokens(source: string, tokens?: Token[], clipped?: boolean): Token[];
  override blockTokens(source: string, tokens?: Lexer['tokens'], clipped?: boolean): Lexer['tokens'];
  override blockTokens(source: string, tokens: Token[] = [], clipped?: boolean): Token[] {
    return this.#deeper(source, tokens, () => super.blockTokens(source, tokens, clipped));
  }

  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    if (source.length > LONGEST_RUN) return asText(source, tokens);
    return this.#deeper(source, tokens, () => super.inlineTokens(source, tokens));
  }

  #deeper(source: string, tokens: Token[], lexed: () => Token[]): Token[] {
    if (this.#depth >= DEEPEST) return asText(source, tokens);
    this.#depth += 1;
    try {
      return lexed();
    } finally {
      this.#depth -= 1;
    }
  }
}

function asText(source: string, tokens: Token[]): Token[] {
  tokens.push({ type: 'text', raw: source, text: source });
  return tokens;
}
