import { ApiError, type Call } from './call.ts';

/** One page of a list by the arguments `limit` and `cursor`; `next` is empty at the end. */
export function page<T>(call: Call, items: T[], most: number, usual: number): { items: T[]; next: string } {
  const asked = typeof call.args.limit === 'number' ? call.args.limit : usual;
  const limit = Math.min(most, asked < 1 ? usual : asked);
  const cursor = call.optional('cursor');
  const from = cursor ? Number(Buffer.from(cursor, 'base64').toString().replace('next:', '')) : 0;
  if (!Number.isInteger(from) || from < 0 || from > items.length) throw new ApiError('invalid_cursor');
  const end = from + limit;
  const next = end < items.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: items.slice(from, end), next };
}
