import { assistant as communityAssistant } from './community/assistant.ts';
import { channel } from './community/channel.ts';
import { defaults } from './community/defaults.ts';
import { questions as communityQuestions } from './community/questions.ts';
import { roundup as communityRoundup } from './community/roundup.ts';
import { roundupChannel } from './community/roundup-channel.ts';
import { zone as communityZone } from './community/zone.ts';
import { audience } from './member/audience.ts';
import { leaderboard } from './member/leaderboard.ts';
import { pictures } from './member/pictures.ts';
import { roundup } from './member/roundup.ts';
import { assistant } from './person/assistant.ts';
import { cadence } from './person/cadence.ts';
import { cards } from './person/cards.ts';
import { dayStart } from './person/day-start.ts';
import { language } from './person/language.ts';
import { nudge } from './person/nudge.ts';
import { prompt } from './person/prompt.ts';
import { questions } from './person/questions.ts';
import { typing } from './person/typing.ts';
import { week } from './person/week.ts';
import { zone } from './person/zone.ts';
import type { CommunitySetting, MemberSetting, PersonSetting } from './setting.ts';

/** The settings of `/settings` by their names, in the order of its options and of the list that it shows. */
export const settings = {
  zone,
  prompt,
  nudge,
  cadence,
  'day-start': dayStart,
  language,
  audience,
  roundup,
  leaderboard,
  typing,
  pictures,
  cards,
  assistant,
  questions,
  week,
} satisfies Readonly<Record<string, PersonSetting | MemberSetting>>;

/** The settings of `/setup` by their names, each a subcommand of it. */
export const communitySettings = {
  channel,
  'roundup-channel': roundupChannel,
  roundup: communityRoundup,
  zone: communityZone,
  defaults,
  assistant: communityAssistant,
  questions: communityQuestions,
} satisfies Readonly<Record<string, CommunitySetting>>;
