/** The ids that name a person, a community and an entry across the whole core. */
export type PersonId = string;
export type CommunityId = string;
export type EntryId = string;
