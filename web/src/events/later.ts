const waiting = new Set<string>();

/** Runs the work once after the delay, however often it is asked for meanwhile. */
export function later(name: string, milliseconds: number, work: () => Promise<void>): void {
  if (waiting.has(name)) return;
  waiting.add(name);
  setTimeout(() => {
    waiting.delete(name);
    void work();
  }, milliseconds);
}
