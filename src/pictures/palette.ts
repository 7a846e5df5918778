import type { Theme } from './facts.ts';

/** Colours of one theme. Text has a contrast of 4.5 : 1 or more on `page`, marks that carry a meaning 3 : 1 (WCAG 2.2). */
export interface Palette {
  readonly page: string;
  readonly text: string;
  readonly muted: string;
  /** The large number, and whatever speaks of logging. */
  readonly accent: string;
  /** One entry, two, three and more. */
  readonly logged: readonly [string, string, string];
  /** Written large on any of them. */
  readonly onLogged: string;
  readonly ice: string;
  readonly iceLine: string;
  readonly rest: string;
  readonly pause: string;
  readonly excused: string;
  readonly missed: string;
  readonly milestone: string;
  readonly star: string;
  /** A star on the page: decoration. */
  readonly gold: string;
  readonly free: string;
  /** Decoration: days to come, rings not yet begun. Carries no meaning by itself. */
  readonly faint: string;
  /** Waves from far to near, with `onSea` written on the nearest. */
  readonly sea: readonly [string, string, string];
  readonly onSea: string;
  /** Ground of a label. */
  readonly chip: string;
  /** Discs of people, with `onAvatar` written on them. */
  readonly avatars: readonly string[];
  readonly onAvatar: string;
}

const light: Palette = {
  page: '#fdfcf9',
  text: '#14233b',
  muted: '#55647a',
  accent: '#0b7468',
  logged: ['#2a9988', '#178476', '#0b7065'],
  onLogged: '#ffffff',
  ice: '#dceefb',
  iceLine: '#2478bd',
  rest: '#a77a22',
  pause: '#6f7c8c',
  excused: '#8567bd',
  missed: '#858f9c',
  free: '#858f9c',
  milestone: '#14233b',
  star: '#ffc94d',
  gold: '#e9a91c',
  faint: '#dcdfe3',
  sea: ['#2a9988', '#178476', '#0b7065'],
  onSea: '#ffffff',
  chip: '#efefea',
  avatars: ['#0b7468', '#2468a8', '#7a4fb5', '#b0453a', '#8a5a12', '#3f6b2a'],
  onAvatar: '#ffffff',
};

const dark: Palette = {
  page: '#0f1b2e',
  text: '#f0f5fb',
  muted: '#a5b4c8',
  accent: '#5fdcc6',
  logged: ['#24a593', '#36c2ac', '#62dcc7'],
  onLogged: '#0f1b2e',
  ice: '#1b3d63',
  iceLine: '#7cc4f8',
  rest: '#d9ae5c',
  pause: '#94a3b8',
  excused: '#b49be6',
  missed: '#66758a',
  free: '#66758a',
  milestone: '#ffc94d',
  star: '#0f1b2e',
  gold: '#ffc94d',
  faint: '#2b3a50',
  sea: ['#1d7a6f', '#15655c', '#0e4f48'],
  onSea: '#f0f5fb',
  chip: '#1b2a42',
  avatars: ['#5fdcc6', '#7cc4f8', '#c6b0f2', '#ff9d8a', '#f0c25e', '#a5d67a'],
  onAvatar: '#0f1b2e',
};

export const palettes: Readonly<Record<Theme, Palette>> = { light, dark };
