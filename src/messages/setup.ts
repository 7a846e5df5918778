import { channelName, joined, type Markdown, md } from '../chat/markdown.ts';
import { firstMembers, type SetUpStep, setUpSteps } from '../core/people/index.ts';
import { count } from './words.ts';

/** How a community is set up, for its organisers. It says how many joined, never what is private. */
export function setupText({
  name,
  members,
  settings,
  organisers,
}: {
  readonly name: string;
  readonly members: number;
  readonly settings: readonly Markdown[];
  readonly organisers: { readonly names: readonly string[]; readonly more: number };
}): Markdown {
  return joined([
    md`**${name}**: ${count(members, 'person', 'people')} joined so far`,
    ...settings.map((it) => md`- ${it}`),
    md`- Extra organisers: ${organisersText(organisers)}`,
  ]);
}

function organisersText({
  names,
  more,
}: {
  readonly names: readonly string[];
  readonly more: number;
}): string {
  if (names.length === 0 && more === 0) return 'none';
  const others = more > 0 ? [`${count(more, 'account')} I can't name`] : [];
  return [...names, ...others].join(', ');
}

const steps = {
  channel: 'Choose a channel for shared entries and the roundup',
  audience: 'Decide who sees what new members log',
  roundup: 'Decide when the roundup goes out',
  invitation: 'Invite people',
  members: `The first ${firstMembers} people have joined`,
} as const satisfies Record<SetUpStep, string>;

/** A channel that was chosen and in which the bot cannot post, with what is missing in the platform's words. */
export interface ClosedChannel {
  readonly channel: string;
  readonly missing: string;
}

/**
 * What is done of the set-up and what is left; undefined: all is done. `need`: what a channel needs on this platform, said while
 * none is chosen.
 */
export function checklistText(
  done: Readonly<Record<SetUpStep, boolean>>,
  members: number,
  { closed, need }: { readonly closed: readonly ClosedChannel[]; readonly need?: string },
): Markdown | undefined {
  const count = setUpSteps.filter((it) => done[it]).length;
  if (count === setUpSteps.length) return undefined;
  return joined([
    md`**Setting up: ${count} of ${setUpSteps.length} done**`,
    ...setUpSteps.flatMap((it) => {
      if (it === 'members' && !done.members) return [md`☐ ${steps.members} (${members} so far)`];
      const line = md`${done[it] ? '☑' : '☐'} ${steps[it]}`;
      if (it !== 'channel') return [line];
      return [
        need === undefined ? line : md`${line}. ${need}.`,
        ...closed.map(
          ({ channel, missing }) => md`- I can't post in **${channelName(channel)}**: ${missing}.`,
        ),
      ];
    }),
  ]);
}

/** Said to organisers while nobody has decided: what newcomers log stays theirs, so the channel stays empty. */
export const privateDefaultText = (channel: string | undefined): Markdown =>
  channel === undefined
    ? md`**Heads up:** what new members log is private unless they choose otherwise, so nobody's entries will appear anywhere here.`
    : md`**Heads up:** what new members log is private unless they choose otherwise, so nobody's entries will appear in **${channelName(channel)}**.`;

/** Shared entries that a channel refused and that go out now; undefined: none. */
export const owedText = (owed: number): Markdown | undefined =>
  owed > 0
    ? md`I'm now posting ${count(owed, 'shared entry', 'shared entries')} that didn't get through before.`
    : undefined;
