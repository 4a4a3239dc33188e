/** An answer cut into pieces that each stand on their own, so that a growing answer is read again only in its last piece. */
export interface Pieces {
  pieces: string[];
  /** Lines that give an address for a reference elsewhere in the answer. */
  definitions: string[];
}

/** Characters from which a piece ends at the next paragraph, and at the next item of a list. */
const ENOUGH = 2_000;
const ENOUGH_ITEMS = 3_000;
/**
 * No piece grows over this outside of a code block, whatever it holds: what follows is read as if it began anew.
 * The lexer takes the square of the lines of one list item: 16,000 characters in lines of one took it a second.
 */
const MOST = 8_000;
const MOST_LINES = 300;
/** More are left as they are written: each is looked for in the whole answer. */
const MOST_DEFINITIONS = 100;

const FENCE = /^( {0,3})(`{3,}(?!.*`)|~{3,})/;
const ITEM = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
const DEFINITION = /^ {0,3}\[[^\]]{1,200}\]: *\S/;

/** Cuts depend only on what stands before them, so earlier pieces stay the same while the text grows. Linear in its length. */
export function split(text: string): Pieces {
  const pieces: string[] = [];
  const definitions: string[] = [];
  let start = 0;
  let lines = 0;
  let fence = '';
  let inList = false;
  let afterBlank = true;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const next = end < 0 ? text.length : end + 1;
    const line = text.slice(at, end < 0 ? next : end);
    if (fence !== '') {
      afterBlank = closes(line, fence);
      if (afterBlank) fence = '';
      at = next;
      continue;
    }
    const opened = FENCE.exec(line);
    // Indented below an item it belongs to that item.
    const opens = opened !== null && (!inList || opened[1] === '');
    const item = ITEM.test(line);
    const flush = /^\S/.test(line);
    const paragraph = opens || (afterBlank && flush && !item);
    const length = at - start;
    if ((paragraph && length >= ENOUGH) || (item && flush && length >= ENOUGH_ITEMS) || length >= MOST || lines >= MOST_LINES) {
      pieces.push(text.slice(start, at));
      start = at;
      lines = 0;
    }
    lines += 1;
    if (paragraph) inList = false;
    if (item) inList = true;
    if (opens) fence = opened[2] ?? '';
    else if (definitions.length < MOST_DEFINITIONS && DEFINITION.test(line)) definitions.push(line.trim());
    afterBlank = line.trim() === '';
    at = next;
  }
  if (start < text.length) pieces.push(text.slice(start));
  return { pieces, definitions };
}

function closes(line: string, fence: string): boolean {
  const mark = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(line)?.[1];
  return mark !== undefined && mark[0] === fence[0] && mark.length >= fence.length;
}
