export * from './communities.ts';
export * from './community-arrival.ts';
export * from './present.ts';
export * from './riders.ts';
export * from './settings.ts';
export * from './tell-events.ts';
export * from './update.ts';
