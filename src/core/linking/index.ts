export * from './codes.ts';
export * from './link.ts';
export { type StreaksApart, streaksApart } from './part.ts';
export type * from './ports.ts';
