import { code, md } from '../../chat/markdown.ts';
import { todayOf } from '../../core/people/index.ts';
import { dateText, quoted } from '../../messages/words.ts';
import { personSetting } from '../setting.ts';
import { suggestFrom } from '../suggest.ts';

/** A BCP 47 tag in its canonical form. */
export const language = personSetting<string>({
  scope: 'person',
  option: {
    kind: 'text',
    summary: 'How dates are written: en-GB, en-US, de, pt',
    maxLength: 35,
    suggest: suggestFrom([
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
    ]),
    example: 'en-GB',
  },
  parse(typed) {
    const value = canonicalLanguage(typed);
    return value
      ? { value }
      : { wrong: `language can be a tag like en-GB, en-US, de or pt-BR, not ${quoted(typed)}.` };
  },
  apply: (person, value) => ({ ...person, language: value }),
  confirm: (person, value, { now }) => md`Dates look like **${dateText(todayOf(person, now), value)}**.`,
  show: (person, { now }) =>
    md`Dates look like **${dateText(todayOf(person, now), person.language)}** (${code(person.language)})`,
  export: (person) => person.language,
  link: 'primary',
});

function canonicalLanguage(typed: string): string | undefined {
  try {
    const [tag] = Intl.getCanonicalLocales(typed.trim().replaceAll('_', '-'));
    return tag && Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0 ? tag : undefined;
  } catch {
    return undefined;
  }
}
