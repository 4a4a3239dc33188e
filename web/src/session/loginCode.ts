/** The one-time code in a login link, a fragment, or the code itself; null if there is none. */
export function loginCode(text: string): string | null {
  const trimmed = text.trim();
  const marker = trimmed.indexOf('login=');
  if (marker < 0) return /^[\w.~-]+$/.test(trimmed) ? trimmed : null;
  const raw = trimmed.slice(marker + 'login='.length).split('&')[0] ?? '';
  try {
    const code = decodeURIComponent(raw).trim();
    return code === '' ? null : code;
  } catch {
    return null;
  }
}

/** Takes the code out of the address bar and its history entry, before anything else can see it. */
export function takeCodeFromAddress(): string | null {
  if (!location.hash.includes('login=')) return null;
  const code = loginCode(location.hash);
  history.replaceState(null, '', location.pathname + location.search);
  return code;
}
