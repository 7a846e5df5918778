import type { Day } from '../calendar/index.ts';
import type { StreakEventKind, ToldEvent, ToldEvents } from '../people/streak-events.ts';
import { eventDays } from './events.ts';
import type { StreakEvent } from './types.ts';

/** Backdating may move one of these to an earlier date, which is no news. */
const inOrder: readonly StreakEventKind[] = ['freeze-earned', 'milestone'];

const nothingTold: ToldEvents = { told: [] };

const isSameEvent = (a: Pick<ToldEvent, 'kind' | 'day'>, b: Pick<ToldEvent, 'kind' | 'day'>): boolean =>
  a.kind === b.kind && a.day === b.day;

/**
 * What a message tells (S13), and the record with its keys. `by`: the message. Keys that the same message wrote in an earlier
 * attempt, which did not arrive, make way for the new ones. `events`: what holds now. The record is the same object if nothing
 * changes.
 */
export function claimEvents(
  record: ToldEvents | undefined,
  events: readonly StreakEvent[],
  { today, by }: { readonly today: Day; readonly by: string },
): { readonly news: readonly StreakEvent[]; readonly record: ToldEvents | undefined } {
  const { from = Number.NEGATIVE_INFINITY, told } = record ?? nothingTold;
  const others = told.filter((it) => it.by !== by);
  const last = (kind: StreakEventKind): Day =>
    Math.max(Number.NEGATIVE_INFINITY, ...others.filter((it) => it.kind === kind).map((it) => it.day));
  const news = events.filter(
    (event) =>
      event.day >= from &&
      !others.some((it) => isSameEvent(it, event)) &&
      !(inOrder.includes(event.kind) && event.day < last(event.kind)),
  );
  if (news.length === 0 && others.length === told.length) return { news, record };
  const kept = others.filter((it) => today - it.day < eventDays);
  return {
    news,
    record: { ...record, told: [...kept, ...news.map(({ kind, day }): ToldEvent => ({ kind, day, by }))] },
  };
}

/** The events that a message told in an attempt that may have arrived, as far as they hold. */
export const claimedBy = (
  record: ToldEvents | undefined,
  events: readonly StreakEvent[],
  by: string,
): readonly StreakEvent[] =>
  events.filter((event) => record?.told.some((it) => it.by === by && isSameEvent(it, event)));

/** The record without what a message told that certainly did not arrive. The same object if there is nothing of it. */
export function withoutMessage(record: ToldEvents | undefined, by: string): ToldEvents | undefined {
  if (!record?.told.some((it) => it.by === by)) return record;
  return { ...record, told: record.told.filter((it) => it.by !== by) };
}

/** From `day` on, as after a link: what happened on earlier dates counts as told. */
export function toldBefore(day: Day, records: readonly (ToldEvents | undefined)[]): ToldEvents {
  const told = records.flatMap((it) => it?.told ?? []).filter((it) => it.day >= day);
  const keys = new Map(told.map(({ kind, day: date }) => [`${kind} ${date}`, { kind, day: date }]));
  return { from: day, told: [...keys.values()] };
}
