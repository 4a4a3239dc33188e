// Every call to the gateway goes through here: one place for the page key, the error shape and the end of a session.

const KEY = 'gatehouse.page_key';
const LOGIN = '/api/auth/login';

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly retryAfter: number | null = null,
  ) {
    super(detail || title);
  }
}

let signedOut: () => void = () => undefined;

export function onSignedOut(handler: () => void): void {
  signedOut = handler;
}

export function pageKey(): string | null {
  return localStorage.getItem(KEY);
}

export function keepPageKey(key: string): void {
  localStorage.setItem(KEY, key);
}

export function dropPageKey(): void {
  localStorage.removeItem(KEY);
}

/** A page key set by another tab signs this one in too. */
export function onPageKeyFromElsewhere(handler: (key: string | null) => void): void {
  addEventListener('storage', (event) => {
    if (event.key === KEY) handler(event.newValue);
  });
}

export async function open(path: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
  // The trade of a code stands alone: its 401 is about the code, not about a session.
  const key = path === LOGIN ? null : pageKey();
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      headers: { ...init.headers, ...(key ? { 'X-Gatehouse-Page': key } : {}) },
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
    });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(0, 'Gatehouse cannot be reached', 'No answer from Gatehouse. Check that it is running on this address.');
  }
  if (response.ok) return response;
  // An answer to an older key says nothing about the session that followed it.
  if (response.status === 401 && key !== null && key === pageKey()) signedOut();
  throw await problem(response);
}

export async function get<T>(path: string, query: Record<string, string | number | null | undefined> = {}): Promise<T> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) search.set(name, String(value));
  }
  const text = search.toString();
  const response = await open(text ? `${path}?${text}` : path);
  return read<T>(response);
}

export async function post<T>(path: string, body: object): Promise<T> {
  return write<T>('POST', path, body);
}

export async function put<T>(path: string, body: object): Promise<T> {
  return write<T>('PUT', path, body);
}

export async function remove<T>(path: string): Promise<T> {
  return read<T>(await open(path, { method: 'DELETE' }));
}

async function write<T>(method: string, path: string, body: object): Promise<T> {
  const response = await open(path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  return read<T>(response);
}

async function read<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

async function problem(response: Response): Promise<ApiError> {
  const seconds = Number(response.headers.get('Retry-After'));
  const retryAfter = Number.isFinite(seconds) && seconds > 0 ? seconds : null;
  let title = '';
  let detail = '';
  try {
    const body = (await response.json()) as { title?: unknown; detail?: unknown };
    if (typeof body.title === 'string') title = body.title;
    if (typeof body.detail === 'string') detail = body.detail;
  } catch {
    // The body is optional; the status alone still gives a sentence.
  }
  return new ApiError(response.status, title || sentence(response.status), detail, retryAfter);
}

function sentence(status: number): string {
  switch (status) {
    case 401:
      return 'You are signed out.';
    case 403:
      return 'Gatehouse refused this page’s address. Open it at the address printed at start.';
    case 404:
      return 'Gatehouse does not know this any more.';
    case 413:
      return 'That is too long for one message.';
    case 429:
      return 'Too many messages in a short time.';
    case 503:
      return 'Too many open connections. Close other Gatehouse tabs.';
    default:
      return `Gatehouse answered ${status}.`;
  }
}

/** One sentence for the owner, whatever was thrown. */
export function explain(error: unknown): string {
  if (error instanceof ApiError) {
    const parts = error.detail && error.detail !== error.title ? [error.title, error.detail] : [error.title];
    if (error.retryAfter !== null) parts.push(`Try again in ${error.retryAfter} s.`);
    return parts.map((part) => (/[.!?]$/.test(part) ? part : `${part}.`)).join(' ');
  }
  return error instanceof Error ? error.message : String(error);
}
