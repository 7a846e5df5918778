const base = '/playground/api';

/** What the server refused, in its own words. */
export class Refusal extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type Query = Readonly<Record<string, string | number | undefined>>;

export async function get<T>(path: string, query: Query = {}): Promise<T> {
  const given = Object.entries(query).filter((it) => it[1] !== undefined);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return answer<T>(await reach(`${base}/${path}${given.length > 0 ? `?${search}` : ''}`));
}

export async function post<T>(path: string, body: object): Promise<T> {
  return answer<T>(
    await reach(`${base}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}

async function reach(url: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    throw new Refusal('unreachable', "Shipmate isn't responding. Is it still running?");
  }
}

async function answer<T>(response: Response): Promise<T> {
  const body = (await response.json().catch(() => ({}))) as { error?: { code: string; message: string } };
  if (response.ok) return body as T;
  throw new Refusal(
    body.error?.code ?? 'unexpected',
    body.error?.message ?? `The server answered ${response.status}.`,
  );
}

export const eventsUrl = (member: string, after: number): string =>
  `${base}/events?${new URLSearchParams({ member, after: String(after) })}`;
