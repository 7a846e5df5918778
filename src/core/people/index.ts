export * from './arrival.ts';
export * from './communities.ts';
export * from './create.ts';
export * from './erase.ts';
export * from './identity.ts';
export type * from './ports.ts';
export * from './settings.ts';
export type * from './types.ts';
export * from './update.ts';
