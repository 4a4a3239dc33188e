const EXAMPLES = ['http GET https://example.com', 'fetch https://example.com', 'remember my bicycle’s frame number is 4711'];

export function EmptyState({ onTry }: { onTry: (text: string) => void }) {
  return (
    <section class="empty" aria-label="What to try">
      <h1>What shall I do?</h1>
      <p>
        I describe each step; the gate decides and asks you where it must.
        <br />
        What passed it is in the receipts. Try one of these:
      </p>
      <ul>
        {EXAMPLES.map((text) => (
          <li key={text}>
            <button type="button" class="example" onClick={() => onTry(text)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
