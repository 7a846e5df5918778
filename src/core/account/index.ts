export * from './communities.ts';
export * from './community-arrival.ts';
export * from './present.ts';
export * from './settings.ts';
export * from './update.ts';
