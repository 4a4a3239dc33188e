const LINKED = new Set(['http:', 'https:', 'mailto:']);
/** Longer ones are shown as they are written. */
const LONGEST = 4_096;

/** The address as the browser would open it, or null: a link leads to the web or to mail, names its whole target and carries no sign-in. */
export function safeAddress(written: string): string | null {
  if (written.length > LONGEST) return null;
  let url: URL;
  try {
    url = new URL(written);
  } catch {
    return null;
  }
  return LINKED.has(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
}

/** What the words of a link say of where it leads: this very address, what could be taken for another one, or nothing. */
export function told(words: string, address: string): 'itself' | 'another' | 'nothing' {
  const text = plain(words).trim();
  if (['', 'https://', 'http://', 'mailto:'].some((scheme) => safeAddress(scheme + words.trim()) === address)) return 'itself';
  return text !== words.normalize('NFKC').trim() || ADDRESS.test(text) ? 'another' : 'nothing';
}

/** The part of an address that says who is asked. */
export function hostOf(address: string): string {
  const url = new URL(address);
  return url.protocol === 'mailto:' ? 'mail' : url.host;
}

const ADDRESS = /[a-z][a-z0-9+.-]*:\/\/|[\p{L}\p{N}_-]\.\p{L}{2,}|\d+\.\d+\.\d+\.\d+|\blocalhost\b|\S@\S/iu;

/** As a reader sees it: without characters that do not show, and with look-alikes of the full stop and the slash as what they look like. */
function plain(words: string): string {
  return words
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\u3002\ua4f8\u06d4\u0701\u0702]/g, '.')
    .replace(/[\u2044\u2215\u29f8]/g, '/');
}
