import { code, joined, type Markdown, md } from '../chat/markdown.ts';
import type { Reply } from '../chat/reply.ts';
import { formatTimeOfDay } from '../core/calendar/index.ts';
import { type Audience, type Person, zoneOf } from '../core/people/index.ts';
import { nextPromptAt, type PromptFacts } from '../core/reminders/index.ts';
import { cadenceText, pendingCadence, presentCadence } from './settings.ts';
import { instantText } from './when.ts';

/**
 * `closed`: the platform says that their DM is closed; `missing`: what it was not granted for writing there; `not-now`: it
 * could not tell.
 */
export type Reached = 'sample-sent' | 'closed' | 'not-now' | { readonly missing: string };

export interface StartedFacts {
  readonly person: Person;
  readonly now: number;
  readonly commandName: (name: string) => string;
  readonly reached: Reached;
  /** What is known of today's prompt. */
  readonly known: PromptFacts;
  readonly community?: string;
  /** What they log in the community is seen by these. */
  readonly audience?: Audience;
  /** From their profile, for whoever has chosen none yet. */
  readonly offeredZone?: string;
}

/** The answer to `/start`: when the first prompt comes, who sees what, and what to do next. */
export function startedReply(facts: StartedFacts): Reply {
  const { person, now, commandName, offeredZone } = facts;
  const zone = zoneOf(person, now);
  return {
    code: 'started',
    visibility: 'private',
    text: joined([
      md`**You are in.** I ask ${askedWhen(person, now)} at **${formatTimeOfDay(person.promptTime)}** in ${zone}${pendingCadence(person, now)}.`,
      reachedText(facts),
      !person.zoneChosen &&
        md`I took that zone from ${facts.community ?? 'this place'}. Is it yours? ${code(`${commandName('settings')} zone:${offeredZone ?? 'Lisbon'}`)} changes it.`,
      audienceText(facts),
      md`${code(`${commandName('log')} what I built`)} logs something at any time.`,
    ]),
    ...(offeredZone && {
      buttons: [[{ label: `Use ${offeredZone}`, action: { name: 'start.zone', args: [offeredZone] } }]],
    }),
  };
}

function askedWhen(person: Person, now: number): string {
  const cadence = presentCadence(person, now);
  if (cadence.kind === 'weekly') return `until ${cadenceText(cadence)} are done,`;
  return cadence.days.length === 7 ? 'every day' : `on ${cadenceText(cadence)}`;
}

function reachedText({ reached, person, now, known, commandName }: StartedFacts): Markdown | undefined {
  if (reached === 'closed')
    return md`But your DMs seem to be closed to me: open them and use ${code(commandName('start'))} again. Until then I stay quiet, and nothing is lost.`;
  if (typeof reached === 'object')
    return md`But I cannot write to you: ${reached.missing}. Then use ${code(commandName('start'))} again.`;
  const first = nextPromptAt(person, now, known);
  const when = first === undefined ? undefined : instantText(first, person, now);
  if (reached === 'not-now')
    return when === undefined
      ? md`Only I could not write to you just now. Please use ${code(commandName('start'))} again in a minute.`
      : md`I could not write to you just now; I try again with the first prompt, ${when}.`;
  return when === undefined
    ? md`I have just sent you a sample by DM.`
    : md`I have just sent you a sample by DM; the first real one comes ${when}.`;
}

function audienceText({ audience, community = 'the community' }: StartedFacts): Markdown | undefined {
  if (!audience) return undefined;
  return audience === 'community'
    ? md`What you log here is **shared with ${community}**; you can keep any entry private.`
    : md`What you log here is **private**; you can share any entry.`;
}
