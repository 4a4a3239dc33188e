// idna.mjs: writes src/guard/Security/Hosts/Idna/idna-table.txt, what UTS #46 (non-transitional) makes of each code point outside ASCII.
// The mapping is asked of this Node's own URL parser, one code point at a time; the properties come from its ICU.
// What the guard could not check by itself is marked refused: refusing more than a browser is safe, accepting differently is not.
import { readFileSync, writeFileSync } from "node:fs";

const target = new URL("../src/guard/Security/Hosts/Idna/idna-table.txt", import.meta.url);

// Where standards and versions disagree, a host means two things: U+1E9E is "ss" until Unicode 15.0 and U+00DF since.
const unsettled = new Set([0x1e9e]);

// Every code point whose bidirectional class is R, AL or AN, assigned or not (DerivedBidiClass.txt, defaults included).
const rightToLeft = [
  [0x590, 0x8ff],
  [0xfb1d, 0xfdff],
  [0xfe70, 0xfeff],
  [0x10800, 0x10fff],
  [0x1e800, 0x1efff],
];

const isRightToLeft = (code) => rightToLeft.some(([first, last]) => code >= first && code <= last);
const points = (text) => [...text].map((c) => c.codePointAt(0));

function everyPoint(visit) {
  for (let code = 0x80; code <= 0x10ffff; code++) {
    if (code < 0xd800 || code > 0xdfff) visit(code, String.fromCodePoint(code));
  }
}

// NFC quick check "Maybe": whatever can be the second half of a composition (UAX #15, section 9).
const mayCompose = new Set();
everyPoint((_, c) => {
  if (c.normalize("NFC") === c) {
    for (const part of [...c.normalize("NFD")].slice(1)) mayCompose.add(part);
  }
});

// A combining class other than 0 is one that moves in front of U+0345, which has the highest.
const moves = (c) => c === "\u0345" || ("\u0345" + c).normalize("NFD").at(-1) === "\u0345";

// RFC 3492, decoding; the labels asked for are short.
function fromPunycode(label) {
  if (!label.startsWith("xn--")) return label;
  const text = label.slice(4);
  const cut = text.lastIndexOf("-");
  const output = points(cut > 0 ? text.slice(0, cut) : "");
  let [n, i, bias, at] = [128, 0, 72, cut > 0 ? cut + 1 : 0];
  while (at < text.length) {
    const before = i;
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = parseInt(text[at++], 36);
      const value = digit < 10 ? digit + 26 : digit - 10;
      i += value * weight;
      const threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
      if (value < threshold) break;
      weight *= 36 - threshold;
    }
    const count = output.length + 1;
    let delta = Math.floor((i - before) / (before === 0 ? 700 : 2));
    delta += Math.floor(delta / count);
    let k = 0;
    for (; delta > 455; k += 36) delta = Math.floor(delta / 35);
    bias = k + Math.floor((36 * delta) / (delta + 38));
    n += Math.floor(i / count);
    i %= count;
    output.splice(i++, 0, n);
  }
  return String.fromCodePoint(...output);
}

// Between two letters of its own direction, so that neither a leading mark, an empty label nor the Bidi rule decides.
function mapping(c) {
  const edge = isRightToLeft(c.codePointAt(0)) ? "\u05d0" : "a";
  let host;
  try {
    host = new URL(`http://${edge}${c}${edge}/`).hostname;
  } catch {
    return null;
  }
  const text = host.split(".").map(fromPunycode).join(".");
  return text.startsWith(edge) && text.endsWith(edge) ? text.slice(1, -1) : null;
}

const mapped = new Map();
everyPoint((code, c) => {
  if (code !== 0x200c && code !== 0x200d && !unsettled.has(code)) {
    const to = mapping(c);
    if (to !== null) mapped.set(c, to);
  }
});

// x refused · v valid · m valid mark · n valid mark that is reordered · r valid right-to-left letter
function kind(c) {
  const code = c.codePointAt(0);
  if (mapped.get(c) !== c || c.normalize("NFC") !== c || mayCompose.has(c)) return "x";
  if (isRightToLeft(code)) return /\p{L}/u.test(c) ? "r" : "x";
  return !/\p{M}/u.test(c) ? "v" : moves(c) ? "n" : "m";
}

const isGood = (c) => (c < "\x80" ? /[a-z0-9_-]/.test(c) : kind(c) !== "x");

// One entry per code point: a kind, or i (ignored), or the code points that it is replaced by.
const entries = [];
everyPoint((code, c) => {
  const to = mapped.get(c);
  const plain = to === undefined || to === c ? kind(c) : to === "" ? "i" : to === "." ? [46] : [...to].every(isGood) ? points(to) : "x";
  entries.push({ code, plain });
});

// Runs: a kind and how many · = and one replacement for all · + and the first of rising replacements ·
// * pairs of an upper-case letter, replaced by its successor, and that successor, valid.
const runs = [];
const same = (a, b) => String(a) === String(b);
const isPair = (at) => same(entries[at]?.plain, [entries[at]?.code + 1]) && entries[at + 1]?.plain === "v";
for (let at = 0; at < entries.length; ) {
  const { plain, code } = entries[at];
  let end = at + 1;
  if (typeof plain === "string") {
    while (end < entries.length && entries[end].plain === plain && entries[end].code !== 0xe000) end++;
    runs.push([code, plain, end - at]);
  } else if (isPair(at)) {
    while (isPair(end + 1)) end += 2;
    runs.push([code, "*", (end + 1 - at) / 2]);
    end++;
  } else {
    while (same(entries[end]?.plain, plain)) end++;
    const equal = end;
    if (plain.length === 1) {
      while (same(entries[end]?.plain, [plain[0] + end - at]) && equal === at + 1 && !isPair(end)) end++;
    }
    runs.push([code, end > equal ? "+" : "=", end - at, plain]);
  }
  at = end;
}

const digits = (n) => n.toString(36);
const words = runs
  .filter(([, what]) => what !== "x")
  .reduce(
    ({ list, next }, [code, what, count, to]) => {
      const length = what === "*" ? count * 2 : count;
      const gap = code === next ? "" : digits(code - next);
      const size = count === 1 ? "" : digits(count);
      list.push(gap + what.toUpperCase() + size + (to ? ":" + to.map(digits).join(",") : ""));
      return { list, next: code + length };
    },
    { list: [], next: 0x80 },
  ).list;

const lines = [
  "# What UTS #46 (non-transitional) makes of each code point outside ASCII, less what the guard could not check by itself.",
  `# Made by eng/idna.mjs with Node ${process.versions.node} (Ada ${process.versions.ada}, ICU ${process.versions.icu}, Unicode ${process.versions.unicode}).`,
  "# One word per run, numbers in base 36: how many are refused before it, what it is, its length if not 1, its replacement.",
  "# V valid · M mark · N mark that is reordered · R right-to-left letter · I ignored · = one replacement · + rising replacements · * pairs",
];
let line = "";
for (const word of words) {
  if (line.length + word.length > 138) {
    lines.push(line);
    line = "";
  }
  line += line ? " " + word : word;
}
const text = [...lines, line, ""].join("\n");
if (process.argv[2] === "--check") {
  if (readFileSync(target, "utf8") !== text) {
    console.error("idna.mjs: the table differs from what this Node would make");
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
  console.log(`${words.length} runs, ${Buffer.byteLength(text)} bytes`);
}
