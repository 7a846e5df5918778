/** What `Intl.supportedValuesOf` leaves out on one Node or another although `Intl.DateTimeFormat` takes it. */
const omitted = [
  'UTC',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Ho_Chi_Minh',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'America/Argentina/Buenos_Aires',
  'America/Indiana/Indianapolis',
  'America/Nuuk',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
];

const isKnown = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: zone }));
  } catch {
    return false;
  }
};

/** Every zone of this runtime that a person may have, sorted; fixed offsets are none. */
export const allZones = (): string[] =>
  [...new Set([...Intl.supportedValuesOf('timeZone'), ...omitted])]
    .filter((zone) => !/^Etc\/|^GMT[+-]/.test(zone) && isKnown(zone))
    .sort();
