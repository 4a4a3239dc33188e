import { expect, it } from 'vitest';
import { shown } from './shown';

const ELEMENTS = new Set(
  'p h3 h4 h5 h6 ul ol li input blockquote hr div table thead tbody tr th td pre code strong em del br a span bdi'.split(' '),
);
const PROPS = new Set(
  'dir class start type checked disabled tabIndex role scope href title target rel data-host data-testid aria-label'.split(' '),
);

/** What holds of every answer, whoever wrote it. */
function inert(answer: string): ReturnType<typeof shown> {
  const result = shown(answer);
  for (const { name, props, text } of result.elements) {
    expect(ELEMENTS, name).toContain(name);
    for (const [prop, value] of Object.entries(props)) if (value !== undefined) expect(PROPS, `${name} ${prop}`).toContain(prop);
    if (name === 'input') expect(props).toMatchObject({ type: 'checkbox', disabled: true });
    if (name !== 'a') continue;
    expect(props['href'], text).toMatch(/^(?:https?|mailto):/);
    expect(props).toMatchObject({ target: '_blank', rel: 'noopener noreferrer', title: props['href'] });
  }
  return result;
}

const leads = (answer: string): unknown[] =>
  inert(answer)
    .elements.filter((element) => element.name === 'a')
    .map((element) => element.props['href']);

it.each([
  ['a script', '<script>alert(1)</script>'],
  ['a script within a line', 'see <script>alert(1)</script> here'],
  ['a picture with a handler', '<img src=x onerror=alert(1)>'],
  ['a picture within a line', 'see <img src="x" onerror="alert(1)"> here'],
  ['a frame', '<iframe srcdoc="<b>x</b>"></iframe>'],
  ['a drawing', '<svg onload=alert(1)></svg>'],
  ['a form', '<form action="https://evil.example"><input name=a></form>'],
  ['a style', '<style>@import url(https://evil.example);</style>'],
  ['a comment', '<!-- not seen? -->'],
  ['a comment within a line', 'a <!-- not seen? --> b'],
  ['an unfinished comment', '<!-- not seen'],
  ['a processing instruction', '<?php echo 1 ?>'],
  ['a character data section', '<![CDATA[ x ]]>'],
  ['a declaration', '<!DOCTYPE html>'],
  ['folded details', '<details><summary>a</summary>b</details>'],
])('shows %s as text', (_what, answer) => {
  const { elements, text } = inert(answer);
  expect(text).toBe(answer);
  expect(elements.every(({ name }) => name === 'p')).toBe(true);
});

it.each([
  ['a script', '[x](javascript:alert(1))'],
  ['upper case', '[x](JAVASCRIPT:alert(1))'],
  ['mixed case', '[x](JaVaScRiPt:alert(1))'],
  ['a tab within, by number', '[x](java&#9;script:alert(1))'],
  ['a tab within, by name', '[x](java&Tab;script:alert(1))'],
  ['a line break within', '[x](java&NewLine;script:alert(1))'],
  ['a tab in angle brackets', '[x](<java\tscript:alert(1)>)'],
  ['a space before', '[x](< javascript:alert(1)>)'],
  ['a control before', '[x](\u0001javascript:alert(1))'],
  ['a letter by number', '[x](&#106;avascript:alert(1))'],
  ['a letter in hex', '[x](&#x6a;avascript:alert(1))'],
  ['a colon by name', '[x](javascript&colon;alert(1))'],
  ['a colon by number', '[x](javascript&#58;alert(1))'],
  ['an autolink', '<javascript:alert(`x`)>'],
  ['a reference', '[x][y]\n\n[y]: javascript:alert(1)'],
  ['a document', '[x](data:text/html,<b>x</b>)'],
  ['an encoded document', '[x](data:text/html;base64,PGI+eDwvYj4=)'],
  ['another script', '[x](vbscript:msgbox(1))'],
  ['a blob', '[x](blob:https://evil.example/1)'],
  ['a file', '[x](file:///etc/passwd)'],
  ['the page itself', '[x](/api/stop)'],
  ['the page in another way', '[x](?login=1)'],
  ['a place without a scheme', '[x](//evil.example/)'],
  ['the page as seen by the browser', '[x](view-source:https://example.com)'],
  ['a sign-in that looks like a host', '[x](https://bank.example@evil.example/)'],
  ['a broken address', '[x](https://)'],
  ['an endless address', `[x](https://example.com/${'a'.repeat(5_000)})`],
  ['a picture that is a script', '![x](javascript:alert(1))'],
  ['a picture that is a document', '![x](data:image/svg+xml,<svg/onload=alert(1)>)'],
])('makes no link of %s', (_what, answer) => {
  expect(leads(answer)).toEqual([]);
  expect(inert(answer).text).toContain('x');
});

it.each([
  ['a link', '[x](https://example.com/a)', ['https://example.com/a']],
  ['an ampersand by name', '[x](https://example.com/?a=1&amp;b=2)', ['https://example.com/?a=1&b=2']],
  ['a bare address', 'see https://example.com/a.', ['https://example.com/a']],
  ['an address in angle brackets', '<https://example.com/a?b&amp;c>', ['https://example.com/a?b&amp;c']],
  ['a host alone', 'www.example.com', ['http://www.example.com/']],
  ['mail', 'write to me@example.com', ['mailto:me@example.com']],
  ['a reference', '[x][y]\n\n[y]: https://example.com/a', ['https://example.com/a']],
  ['a reference far below', `[x][y]\n\n${'words\n\n'.repeat(2_000)}[y]: https://example.com/a`, ['https://example.com/a']],
  ['look-alike letters, as they are asked for', '[x](https://еxample.com/)', ['https://xn--xample-2of.com/']],
  ['a picture in a link, once', '[![x](https://example.com/p)](https://example.com/a)', ['https://example.com/a']],
  ['a link in a link, apart', '[a [b](https://example.com/b) c](https://example.com/a)', ['https://example.com/b', 'https://example.com/a']],
])('leads where it says: %s', (_what, answer, expected) => {
  expect(leads(answer)).toEqual(expected);
});

it('asks for no picture, and shows from where it would have come', () => {
  const { elements, text } = inert('![x](https://evil.example/?q=secret)');
  expect(elements.some(({ name }) => name === 'img')).toBe(false);
  expect(text).toBe('Picture, not loaded: x (https://evil.example/?q=secret)');
});

it.each([
  ['another host', '[https://bank.example](https://evil.example/)', ' (https://evil.example/)'],
  ['a host alone', '[bank.example](https://evil.example/)', ' (https://evil.example/)'],
  ['with a stop that only looks like one', '[bank\u2024example](https://evil.example/)', ' (https://evil.example/)'],
  ['with characters that do not show', '[bank\u200b.example](https://evil.example/)', ' (https://evil.example/)'],
  ['turned around', '[\u202eelpmaxe](https://evil.example/)', ' (https://evil.example/)'],
  ['written in code', '[`bank.example`](https://evil.example/)', ' (https://evil.example/)'],
  ['another mailbox', '[me@bank.example](mailto:me@evil.example)', ' (mailto:me@evil.example)'],
  ['a number', '[10.0.0.1](https://evil.example/)', ' (https://evil.example/)'],
  ['words', '[the bank](https://evil.example/)', ''],
  ['itself', '[https://example.com](https://example.com/)', ''],
  ['itself without its scheme', '[example.com](https://example.com/)', ''],
])('says behind a link where it leads when it reads like an address: %s', (_what, answer, behind) => {
  const target = inert(answer).elements.find(({ props }) => props['class'] === 'md-target');
  expect(target?.text ?? '').toBe(behind);
});

it('shows the address of a link without words', () => {
  expect(inert('[](https://evil.example/)').text).toBe('https://evil.example/');
});

it('warns of code that may not read as it runs', () => {
  expect(inert('```\na \u202e b\n```').text).toContain('turn the reading direction');
  expect(inert('```\na b\n```').text).not.toContain('turn the reading direction');
});

/** Milliseconds; some 100 where nothing else runs. */
const SLOWEST = 20_000;
const N = 100_000;
const many = (text: string): string => text.repeat(Math.ceil(N / text.length));

it.each([
  ['quotes', '>'.repeat(10_000)],
  ['quotes with spaces', '> '.repeat(10_000)],
  ['quotes on many lines', `${'>'.repeat(60)} a\n`.repeat(1_000)],
  ['lists on one line', '1. '.repeat(10_000)],
  ['lists on many lines', Array.from({ length: 400 }, (_, depth) => `${' '.repeat(2 * depth)}- a\n`).join('')],
  ['lists in quotes', '> - '.repeat(5_000)],
  ['brackets', '['.repeat(N / 2) + ']'.repeat(N / 2)],
  ['unfinished links', many('[a](b')],
  ['unfinished pictures', many('![')],
  ['unfinished references', many('[a][')],
  ['emphasis', many('*a _b ')],
  ['emphasis within emphasis', '*a '.repeat(2_000) + 'b*'.repeat(2_000)],
  ['stars', '*'.repeat(N)],
  ['backticks', '`'.repeat(N)],
  ['unfinished tags', many('<a ')],
  ['unfinished comments', many('<!--')],
  ['hosts', many('a.b@')],
  ['definitions', Array.from({ length: 4_000 }, (_, at) => `[r${at}]: https://example.com/${at}\n`).join('') + many('[r1]')],
  ['cells', `|${many(' |')}\n|${many('-|')}`],
  ['rules in a list', `- ${many('a\n=\n')}`],
  ['blank lines in a list', `- ${many('a  \n')}`],
  ['spaces', `a${' '.repeat(N)}b`],
  ['line breaks', '\n'.repeat(N)],
])('takes any amount of %s', (_what, answer) => {
  const { elements, text } = inert(answer);
  expect(Math.max(0, ...elements.map(({ depth }) => depth))).toBeLessThan(70);
  expect(text.length).toBeLessThan(3 * answer.length);
}, SLOWEST);
