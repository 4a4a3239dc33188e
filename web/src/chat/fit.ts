/** As tall as the text, within the limit of the style sheet; set through the DOM, which the policy allows. */
export function fit(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.rows = 1;
  const line = parseFloat(getComputedStyle(field).lineHeight) || 22;
  const padding = field.clientHeight - line;
  field.rows = Math.max(1, Math.min(10, Math.round((field.scrollHeight - padding) / line)));
}
