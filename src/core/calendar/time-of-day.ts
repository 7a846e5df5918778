const PATTERN = /^([0-9]{1,2})(?:[:.h]([0-9]{2}))?(?:\s?(a|p)\.?\s?m\.?)?$/;
const HOURS_ALONE = /^([0-9]{1,2})\s?h$/;

/** Reads '9', '9:00', '09:00', '9am', '9:30 pm', '21h', '21h30', '21.30' as minutes after midnight, 0 to 1439. */
export function parseTimeOfDay(text: string): number | undefined {
  const cleaned = text.trim().toLowerCase();
  const match = HOURS_ALONE.exec(cleaned) ?? PATTERN.exec(cleaned);
  if (match === null) return undefined;
  const half = match[3];
  const minute = Number(match[2] ?? 0);
  let hour = Number(match[1]);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  return hour <= 23 && minute <= 59 ? hour * 60 + minute : undefined;
}

/** '09:00'. Minutes of a following day are shown as the clock shows them. */
export function formatTimeOfDay(minutes: number): string {
  const shown = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(shown / 60)).padStart(2, '0')}:${String(shown % 60).padStart(2, '0')}`;
}
