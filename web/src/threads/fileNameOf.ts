/** File systems allow 255 bytes; a letter may take four. */
const LONGEST = 60;

/** A title as the name of a file on any system: letters, digits and dashes. */
export function fileNameOf(title: string): string {
  const words = title.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return [...words].slice(0, LONGEST).join('').replace(/-+$/, '') || 'conversation';
}
