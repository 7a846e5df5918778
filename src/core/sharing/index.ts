export * from './picture.ts';
export * from './refused-shares.ts';
export * from './share.ts';
