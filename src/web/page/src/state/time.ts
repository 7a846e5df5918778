const formatters = new Map<string, Intl.DateTimeFormat>();

/** A formatter made once; a zone that this browser does not know falls back to UTC. */
function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone}|${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  let made: Intl.DateTimeFormat;
  try {
    made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  } catch {
    made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  }
  formatters.set(key, made);
  return made;
}

export const timeText = (at: number, zone: string): string =>
  formatter(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

export const dateText = (at: number, zone: string): string =>
  formatter(zone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(at);

const longDate = (at: number, zone: string): string =>
  formatter(zone, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);

export const fullText = (at: number, zone: string): string => `${dateText(at, zone)}, ${timeText(at, zone)}`;

/** The calendar date, as a key; two messages of one day have the same. */
export const dayKey = (at: number, zone: string): string =>
  formatter(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

export function dayText(at: number, now: number, zone: string): string {
  const day = dayKey(at, zone);
  if (day === dayKey(now, zone)) return 'Today';
  if (day === dayKey(now - 86_400_000, zone)) return 'Yesterday';
  return longDate(at, zone);
}

/** 0 at midnight, 0.5 at noon. */
export function partOfDay(at: number, zone: string): number {
  const [hour = 0, minute = 0] = timeText(at, zone).split(':').map(Number);
  return (hour * 60 + minute) / 1440;
}

export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

export const knownZones = (): readonly string[] =>
  typeof Intl.supportedValuesOf === 'function' ? ['UTC', ...Intl.supportedValuesOf('timeZone')] : ['UTC'];
