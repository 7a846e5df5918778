const cadences = [
  'every day',
  'weekdays',
  'mon wed fri',
  '5 a week',
  '4 a week',
  '3 a week',
  '2 a week',
  '1 a week',
];
const languages = [
  'en-GB',
  'en-US',
  'de',
  'es',
  'fr',
  'it',
  'ja',
  'ko',
  'nl',
  'pl',
  'pt-BR',
  'pt-PT',
  'sv',
  'tr',
  'uk',
  'zh-CN',
];

const beginningLike = (values: readonly string[], typed: string) =>
  values
    .filter((it) => it.toLowerCase().startsWith(typed.trim().toLowerCase()))
    .map((it) => ({ value: it, label: it }));

export const suggestCadence = async (typed: string) => beginningLike(cadences, typed);
export const suggestLanguage = async (typed: string) => beginningLike(languages, typed);
