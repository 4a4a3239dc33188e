// What is pasted is somebody else's text until the owner says otherwise: it goes along with the message and gives no orders.

/** A line this short is seen whole before it is sent, like one that was typed. An address of a page is nearly always shorter. */
export const OWN_WORDS = 200;

/** As many as the gateway takes with one message. */
export const MOST_PASTED = 10;

/** Whether a pasted text may stand among the owner's own words. */
export function readsAsTyped(text: string): boolean {
  return text.length <= OWN_WORDS && !/[\r\n\u2028\u2029]/.test(text.trim());
}

/** Beyond the most that go along, the last one grows: nothing that was pasted is lost, and nothing becomes the owner's word. */
export function withOneMore(texts: string[], text: string): string[] {
  return texts.length < MOST_PASTED ? [...texts, text] : [...texts.slice(0, -1), `${texts.at(-1)}\n\n${text}`];
}

/** Its first words, for the chip. */
export function gist(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}
