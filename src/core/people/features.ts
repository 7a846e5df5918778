/** Groups of commands that a community does without until its organisers switch them on. */
export const features = {
  logbook: { title: 'Logbooks', summary: 'forms of your own that members fill in and reviewers decide on' },
  buddy: { title: 'Buddies', summary: 'members in pairs who keep each other going' },
} as const satisfies Record<string, { readonly title: string; readonly summary: string }>;

export type Feature = keyof typeof features;

/** Whether a community has switched it on; what belongs to no feature is on everywhere. */
export const isFeatureOn = (
  feature: Feature | undefined,
  community: { readonly features?: readonly Feature[] } | undefined,
): boolean => feature === undefined || community?.features?.includes(feature) === true;
