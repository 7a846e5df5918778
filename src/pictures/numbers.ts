/** A count as it may be drawn: a whole number, 0 or more, whatever came in. */
export function whole(value: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.floor(value)) : 0;
}

/** 1234 -> '1,234'. */
export function grouped(value: number): string {
  return String(whole(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `counted(1, 'day')` -> '1 day', `counted(2, 'person', 'people')` -> '2 people'. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${grouped(value)} ${whole(value) === 1 ? one : many}`;
}
