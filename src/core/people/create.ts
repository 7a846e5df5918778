import { type ClockHistory, dayAt, type Instant } from '../calendar/index.ts';
import type { Audience, Community, CommunityId, Identity, Member, Person, PersonId } from './types.ts';

/** Day start of everybody who has not chosen one: 03:00, so that a late evening counts for its own day (S1). */
export const defaultDayStart = 180;
export const defaultPromptTime = 9 * 60;
export const defaultLanguage = 'en-GB';

export interface NewPerson {
  readonly id: PersonId;
  readonly identity: Identity;
  readonly zone: string;
  readonly zoneChosen: boolean;
  readonly promptTime?: number;
  readonly nudgeTime: number;
  readonly language?: string;
}

/** Somebody who has just done the first thing that is kept. Prompts wait for `/start`. */
export function newPerson(it: NewPerson, now: Instant): Person {
  const clocks: ClockHistory = [{ from: 0, zone: it.zone, dayStart: defaultDayStart }];
  const today = dayAt(clocks, now);
  return {
    id: it.id,
    identities: [it.identity],
    joinedAt: now,
    joinedDay: today,
    clocks,
    zoneChosen: it.zoneChosen,
    cadence: [{ from: today, cadence: { kind: 'weekdays', days: [1, 2, 3, 4, 5, 6, 7] } }],
    rest: [],
    pauses: [],
    promptTime: it.promptTime ?? defaultPromptTime,
    nudge: { on: true, time: it.nudgeTime },
    prompts: 'not-started',
    language: it.language ?? defaultLanguage,
    lastActiveDay: today,
    promptsFrom: today,
    version: 1,
  };
}

export interface NewCommunity {
  readonly id: CommunityId;
  readonly platform: string;
  readonly external: string;
  readonly name: string;
  readonly zone: string;
  readonly channel?: string;
}

/** A community as it is before its organisers set it up: entries private, the roundup on Sundays at 18:00. */
export function newCommunity(it: NewCommunity, now: Instant): Community {
  return {
    ...it,
    roundup: { on: true, weekday: 7, time: 18 * 60 },
    defaults: { promptTime: defaultPromptTime, audience: 'private' },
    organisers: [],
    joinedAt: now,
    version: 1,
  };
}

export interface NewMember {
  readonly communityId: CommunityId;
  readonly personId: PersonId;
  readonly displayName?: string;
  readonly audience: Audience;
}

/** In the roundup by what they share, one click to opt out; on the leaderboard only if they opt in. */
export function newMember(it: NewMember, now: Instant): Member {
  return { ...it, joinedAt: now, audienceChosen: false, inRoundup: true, inLeaderboard: false };
}
