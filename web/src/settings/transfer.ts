/** Of the gateway, in bytes of one request. */
const LARGEST = 1024 * 1024;

export type Read = { settings: Record<string, string> } | { problem: string };

/** What a file holds that is to be loaded: looked at here, so that only settings are sent. */
export async function readTransfer(file: Blob): Promise<Read> {
  if (file.size > LARGEST) return { problem: 'That file is too large to hold settings: 1 MB at most.' };
  let content: unknown;
  try {
    content = JSON.parse(await file.text());
  } catch {
    return { problem: 'That file is not JSON. Choose one that was saved here.' };
  }
  if (!isObject(content) || !isObject(content['settings'])) {
    return { problem: 'That file holds no settings. Choose one that was saved here, with {"settings": {…}} in it.' };
  }
  const settings: Record<string, string> = {};
  for (const [key, value] of Object.entries(content['settings'])) {
    if (typeof value !== 'string') return { problem: `${key} in that file is not a text. Write its value in quotes.` };
    settings[key] = value;
  }
  return Object.keys(settings).length === 0 ? { problem: 'That file holds no settings.' } : { settings };
}

/** The gateway names all that is wrong in one text; one line for each setting reads better. */
export function complaints(detail: string): string[] {
  return detail.split(/(?<=\.) (?=[A-Z][A-Z0-9]*_[A-Z0-9_]* |There is no setting )/);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
