export * from './codes.ts';
export * from './link.ts';
export type * from './ports.ts';
export * from './rules.ts';
export { type SeparateStreaks, separateStreaks } from './unlink.ts';
