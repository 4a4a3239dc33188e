import { expect, it } from 'vitest';
import { inlines } from './inlines';
import { shown } from './shown';
import { split } from './split';

const outline = (answer: string): string => shown(answer).elements.map(({ name }) => name).join(' ');

it.each([
  ['a paragraph', 'a', 'p'],
  ['a line break that was written', 'a\nb', 'p br'],
  ['emphasis', '*a* **b** ~~c~~ `d`', 'p em strong del code'],
  ['headings, below those of the page', '# a\n\n## b\n\n###### c', 'h3 h4 h6'],
  ['a list', '- a\n- b', 'ul li li'],
  ['a list in a list', '1. a\n   - b', 'ol li ul li'],
  ['a loose list', '- a\n\n- b', 'ul li p li p'],
  ['tasks', '- [x] a\n- [ ] b', 'ul li input li input'],
  ['a quote', '> a', 'blockquote p'],
  ['a table', '| a | b |\n|:-:|--:|\n| c | d |', 'div table thead tr th th tbody tr td td'],
  ['a rule', 'a\n\n---', 'p hr'],
  ['code', '```js\na\n```', 'div div bdi pre code'],
  ['indented code', '    a', 'div div bdi pre code'],
])('shows %s', (_what, answer, expected) => {
  expect(outline(answer)).toBe(expected);
});

it('labels code with its language and keeps every character of it', () => {
  const { elements } = shown('```ts title="x"\n<b>&amp;\n\n\tx\n```');
  expect(elements.find(({ name }) => name === 'bdi')?.text).toBe('ts');
  expect(elements.find(({ name }) => name === 'pre')).toMatchObject({ text: '<b>&amp;\n\n\tx', props: { tabIndex: 0, 'aria-label': 'Code, ts' } });
});

it('shows tasks as done or not, for reading only', () => {
  const boxes = shown('- [x] a\n- [ ] b').elements.filter(({ name }) => name === 'input');
  expect(boxes.map(({ props }) => [props['checked'], props['disabled']])).toEqual([
    [true, true],
    [false, true],
  ]);
});

it('keeps the number that a list begins with', () => {
  expect(shown('7. a\n8. b').elements[0]?.props['start']).toBe(7);
});

it.each([
  ['AT&amp;T &lt;b&gt; &#169; &#x1F600;', 'AT&T <b> © 😀'],
  ['&#0; &#xD800; &#x110000;', '\ufffd \ufffd \ufffd'],
  ['&constructor; &unknown; & &;', '&constructor; &unknown; & &;'],
  ['\\*a\\*', '*a*'],
  ['`&amp;`', '&amp;'],
])('reads %s', (answer, expected) => {
  expect(shown(answer).text).toBe(expected);
});

it.each([
  ['an open fence', 'a\n\n```js\nlet a', 'p div div bdi pre code'],
  ['an open fence with blank lines', '```\na\n\nb\n\n- c', 'div div bdi pre code'],
  ['an open table', '| a |\n|---|\n| b', 'div table thead tr th tbody tr td'],
  ['open emphasis', 'a **b', 'p'],
  ['an open link', 'a [b](https://exam', 'p'],
  ['an open item', '- a\n-', 'ul li li'],
])('shows what is half written: %s', (_what, answer, expected) => {
  expect(outline(answer).replace(/ bdi a$/, '')).toBe(expected);
});

const LONG = [
  'Words *and* words.\n\n'.repeat(300),
  '```py\nx = 1\n\n# no heading\n'.concat('y = 2\n\n'.repeat(2_000), '```\n'),
  '- one\n- two\n\n'.repeat(900),
  '~~~\n```\n'.concat('z\n'.repeat(3_000), '~~~\nafter\n\n'),
  'line\n'.repeat(3_000),
  `| a | b |\n|---|---|\n${'| c | d |\n'.repeat(800)}`,
].join('\n');

it('loses no character between the pieces', () => {
  expect(split(LONG).pieces.join('')).toBe(LONG);
});

it('leaves the earlier pieces as they are while the answer grows', () => {
  const whole = split(LONG).pieces;
  for (let length = 97; length < LONG.length; length += 997) {
    const { pieces } = split(LONG.slice(0, length));
    expect(pieces.slice(0, -1)).toEqual(whole.slice(0, pieces.length - 1));
  }
});

it('reads little again for every chunk, except within code', () => {
  const sizes = split(LONG).pieces.filter((piece) => !/^(?:```|~~~)/m.test(piece)).map((piece) => piece.length);
  expect(Math.max(...sizes)).toBeLessThan(8_100);
  expect(split('a\n'.repeat(50_000)).pieces.length).toBeGreaterThan(150);
  expect(Math.max(...split(`${'a'.repeat(499)}\n`.repeat(200)).pieces.map((piece) => piece.length))).toBeLessThan(8_600);
  expect(split('[a]: https://example.com\n'.repeat(4_000)).definitions.length).toBe(100);
});

it('keeps code whole, and what looks like a paragraph in it', () => {
  const code = `\`\`\`\n${'a\n\nb\n'.repeat(4_000)}\`\`\`\n`;
  expect(split(`${'words\n\n'.repeat(300)}${code}after`).pieces.at(-2)).toBe(code);
  expect(outline(code)).toBe('div div bdi pre code');
});

it('reads no definition out of code', () => {
  expect(split('```\n[a]: https://example.com\n```\n[b]: https://example.com').definitions).toEqual(['[b]: https://example.com']);
});

it('makes no link within a link', () => {
  const inner = { type: 'link', raw: '<https://example.com>', href: 'https://example.com', text: 'https://example.com', tokens: [] };
  expect(inlines([inner], true)).toEqual([inner.raw]);
});
