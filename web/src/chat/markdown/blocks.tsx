import type { MarkedToken, Token, Tokens } from 'marked';
import type { ComponentChild } from 'preact';
import { CodeBlock } from './CodeBlock';
import { inlines } from './inlines';

/** Paragraphs, lists and the like as elements; raw HTML, and any kind of token that is not named here, as the text it is. */
export function blocks(tokens: readonly Token[]): ComponentChild[] {
  return tokens.map((token, index) => block(token as MarkedToken, index));
}

function block(token: MarkedToken, key: number): ComponentChild {
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'heading':
      return heading(token, key);
    case 'paragraph':
      return (
        <p key={key} dir="auto">
          {inlines(token.tokens)}
        </p>
      );
    case 'code':
      return <CodeBlock key={key} text={token.text} info={token.lang ?? ''} />;
    case 'blockquote':
      return (
        <blockquote key={key} dir="auto">
          {blocks(token.tokens)}
        </blockquote>
      );
    case 'list':
      return list(token, key);
    case 'table':
      return table(token, key);
    case 'hr':
      return <hr key={key} />;
    case 'html':
      return (
        <p key={key} class="md-raw" dir="auto">
          {token.raw.trimEnd()}
        </p>
      );
    default:
      return inlines([token]);
  }
}

/** The page's own headings come first, so an answer's begin at the third level. */
function heading(token: Tokens.Heading, key: number): ComponentChild {
  const Tag = (['h3', 'h4', 'h5', 'h6'] as const)[Math.min(token.depth, 4) - 1] ?? 'h6';
  return (
    <Tag key={key} class={`md-heading-${token.depth}`} dir="auto">
      {inlines(token.tokens)}
    </Tag>
  );
}

function list(token: Tokens.List, key: number): ComponentChild {
  const items = token.items.map((item, index) => (
    <li key={index} dir="auto" class={item.task ? 'md-task' : undefined}>
      {blocks(item.tokens)}
    </li>
  ));
  if (!token.ordered) return <ul key={key}>{items}</ul>;
  return (
    <ol key={key} start={token.start === '' ? 1 : token.start}>
      {items}
    </ol>
  );
}

function table(token: Tokens.Table, key: number): ComponentChild {
  const cell = (one: Tokens.TableCell, index: number): ComponentChild => {
    const Tag = one.header ? 'th' : 'td';
    return (
      <Tag key={index} dir="auto" class={one.align ? `md-${one.align}` : undefined} scope={one.header ? 'col' : undefined}>
        {inlines(one.tokens)}
      </Tag>
    );
  };
  return (
    <div key={key} class="md-table" tabIndex={0} role="region" aria-label="Table">
      <table>
        <thead>
          <tr>{token.header.map(cell)}</tr>
        </thead>
        <tbody>
          {token.rows.map((row, index) => (
            <tr key={index}>{row.map(cell)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
