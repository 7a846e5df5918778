import type { Identity } from './types.ts';

/** One string per account, the same on every process: `slack:T1:U2`. */
export const identityKey = ({ platform, team, user }: Identity): string =>
  [platform, team ?? '', user].join(':');

export const isSameIdentity = (a: Identity, b: Identity): boolean =>
  a.platform === b.platform && a.team === b.team && a.user === b.user;
