import { change, currentStreak } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { joined, md } from '../../src/chat/markdown.ts';
import { dayAt, formatDay } from '../../src/core/calendar/index.ts';
import type { DmAddress, Person } from '../../src/core/people/index.ts';
import { reminderMessage } from '../../src/messages/reminders.ts';
import type { Reached } from '../../src/messages/started.ts';

/** `missing`: what the platform was not granted for it. */
export interface OpenedDm {
  readonly address?: DmAddress;
  readonly missing?: string;
}

/** Opens the DM within the person's own command, as platforms want it; a closed one is noted, a failure is not. */
export async function openDm({ actor, now, services: { messengers } }: Context): Promise<OpenedDm> {
  const { identity } = actor;
  const opened = await messengers.get(identity.platform)?.openDm(identity);
  if (!opened) return {};
  if (opened.ok) return { address: opened.destination };
  if (opened.missing !== undefined) return { missing: opened.missing };
  if (opened.kind !== 'permanent') return {};
  return {
    address: {
      platform: identity.platform,
      ...(identity.team && { team: identity.team }),
      channel: '',
      closedAt: now,
      told: true,
    },
  };
}

/** A first prompt, so that one sees what will come. A closed door parks the person (R26). */
export async function sendSample(context: Context, person: Person, address: DmAddress): Promise<Reached> {
  const {
    actor,
    member,
    now,
    eventId,
    services: { messengers, sign },
  } = context;
  const streak = await currentStreak(context, person);
  const today = dayAt(person.clocks, now);
  const sample = reminderMessage({
    kind: 'prompt',
    date: formatDay(today),
    name: actor.displayName ?? member?.displayName ?? actor.accountName ?? 'there',
    streak: streak.current,
    freezesHeld: streak.freezes.held,
    longest: streak.longest,
    daysHere: today - person.joinedDay,
    question: { day: today, minutes: person.promptTime, own: [] },
    late: false,
    weekly: false,
  });
  const text = joined([md`_This is what a prompt looks like. You can answer it right away._`, sample.text]);
  const sent = await messengers
    .get(address.platform)
    ?.send(address, sign({ ...sample, text }), `${person.id}:sample:${eventId}`);
  if (sent?.ok) return 'sample-sent';
  if (sent?.missing !== undefined) return { missing: sent.missing };
  if (sent?.kind !== 'permanent') return 'not-now';
  await change(context, person, (current) => ({
    ...current,
    dm: { ...address, closedAt: now, told: true },
  }));
  return 'closed';
}
