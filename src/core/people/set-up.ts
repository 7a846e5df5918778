/** What organisers decide or do once, after the installation; where nothing else keeps it, `Community.setUp` does. */
export const setUpSteps = ['channel', 'audience', 'roundup', 'invitation', 'members'] as const;
export type SetUpStep = (typeof setUpSteps)[number];
/** The steps that leave no other trace. */
export type KeptStep = Extract<SetUpStep, 'audience' | 'roundup' | 'invitation'>;

/** From so many members on, the counts of a community say something. */
export const firstMembers = 5;

/** What the steps are read from. */
interface SetUpFacts {
  readonly channel?: string;
  readonly defaults: { readonly audience: string };
  readonly setUp?: readonly KeptStep[];
}

/** Which steps are done. */
export function setUpOf(
  { channel, defaults, setUp = [] }: SetUpFacts,
  members: number,
): Readonly<Record<SetUpStep, boolean>> {
  return {
    channel: channel !== undefined,
    audience: defaults.audience === 'community' || setUp.includes('audience'),
    roundup: setUp.includes('roundup'),
    invitation: setUp.includes('invitation'),
    members: members >= firstMembers,
  };
}

/** The community once a step was done. */
export const withStep = <C extends Pick<SetUpFacts, 'setUp'>>(community: C, step: KeptStep): C =>
  community.setUp?.includes(step) ? community : { ...community, setUp: [...(community.setUp ?? []), step] };
