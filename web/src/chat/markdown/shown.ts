import { isValidElement, type ComponentChild, type FunctionComponent, type VNode } from 'preact';
import { CopyButton } from '../../shell/CopyButton';
import { blocks } from './blocks';
import { lex, linksOf } from './lex';
import { split } from './split';

export interface Shown {
  name: string;
  props: Record<string, unknown>;
  text: string;
  depth: number;
}

/** For tests: every element that an answer becomes, outermost first, with the letters in it. The copy button stands for itself. */
export function shown(answer: string): { elements: Shown[]; text: string } {
  const { pieces, definitions } = split(answer);
  const links = linksOf(definitions);
  const elements: Shown[] = [];
  const walk = (child: unknown, depth: number): string => {
    if (Array.isArray(child)) return child.map((one) => walk(one, depth)).join('');
    if (typeof child === 'string' || typeof child === 'number') return String(child);
    if (!isValidElement(child)) return '';
    const { type, props } = child as VNode<Record<string, unknown>>;
    if ((type as unknown) === CopyButton) return '';
    if (typeof type === 'function') return walk((type as FunctionComponent)(props) as ComponentChild, depth);
    const { children, ...rest } = props;
    const element: Shown = { name: String(type), props: rest, text: '', depth };
    elements.push(element);
    element.text = walk(children, depth + 1);
    return element.name === 'br' ? '\n' : element.text;
  };
  const text = pieces.map((piece) => walk(blocks(lex(piece, links)), 0)).join('\n');
  return { elements, text };
}
