const quoted = /(?<![\w])(['"`‘“«])([^'"`’”»\n]{0,200})['"`’”»](?!\w)/g;
const address = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s'"`)]{1,500}/gi;
const path = /(?:[A-Za-z]:\\|\.{0,2}\/|~\/)[^\s'"`:,;()]{2,400}|\b[\w.-]{1,80}(?:[/\\][\w.@-]{1,80}){1,20}/g;
const host =
  /\b(?:localhost|(?:\d{1,3}\.){3}\d{1,3}|(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,12})(?::\d{1,5})?\b|::1?\b(?::\d{1,5})?|:::\d{1,5}/gi;
const call = /\b[A-Za-z_$][\w$]{0,60}(?:\.[A-Za-z_$][\w$]{0,60}){0,5}\(\)?/g;
const version = /@?\bv?\d{1,5}(?:\.\d{1,5}){1,3}[\w.-]{0,20}/g;
const place = /\b(?:line|column|col|position|offset|char(?:acter)?|index)[ :#[]{1,2}\d+\]?/gi;
const number = /\b(?:0x)?[0-9a-f]*\d[0-9a-f]*\b/gi;
const code = /\b(?:E[A-Z]{3,14}|(?:ERR|ER|SQLITE)_[A-Z_]+|SQLSTATE|SQLState)\b/g;
/** Names that programmers give: what has a hump or an underscore, unless it is the name of an error. */
const given = /^(?!\w*(?:Error|Exception|Failure|Violation|Warning)$)(?:[A-Za-z]*[a-z][A-Z]\w*|\w+_\w+)$/;
/** What a quote may hold that is no name. */
const valueWords = /^(?:undefined|null|none|nan|string|number|boolean|object|function|array|true|false)$/i;
/** A value, or a whole message; anything else in quotes is a name. */
const isSpoken = (inside: string): boolean => valueWords.test(inside) || /\S+(?: \S+){3}/.test(inside);
/** `[type=…]`, `(code=…)`: said again for programs. */
const forPrograms = /[[(]\w{1,40}=[^\])]{0,400}[\])]?/g;
/** A statement that was sent to a database. */
const statement = /\b(?:INSERT INTO|SELECT\b.{1,200}\bFROM|UPDATE \S+ SET|DELETE FROM)\b.*/;
/** What a program says before it passes on the error. */
const lead = /^.*?\b(?=(?:[A-Z]\w*(?:Error|Exception)(?: ?\[\w+\])?|[A-Z][a-z]+(?:[A-Z][a-z]+)+): \S+ \S)/;
/** Sentences after the first that say what could be done about it, or where it stands written. */
const advice =
  /(?<=[.!?] |[.!?]$)(?:please|make sure|did you|do you|use|try|run|see|if|consider|to|perhaps|maybe|you (?:can|may|should|need|might)|check|learn|read|for more|note)\b[^\n]*/gi;
const stop = new Set(
  'a an the of to in on at by for from with and or is are was were be been it its this that these as not no if then so you your please error err uncaught throw new caused ms sec seconds line file position character address port host user code errno syscall path detail message fatal does do did has have http sql such'.split(
    ' ',
  ),
);
const contractions: Readonly<Record<string, string>> = { "can't": 'cannot', cant: 'cannot', couldn: 'could' };

/** The words that say what went wrong: without names, places, numbers and quoting, in lower case, each once. */
export function causeWords(headline: string): readonly string[] {
  const plain = headline
    .replaceAll('’', "'")
    .replace(statement, ' ')
    .replace(forPrograms, ' ')
    .replace(lead, '')
    .replace(advice, ' ')
    .replace(quoted, (_, _mark, inside: string) => (isSpoken(inside) ? ` ${inside} ` : ' '))
    .replace(address, ' ')
    .replace(call, (name) => (/^[A-Z]/.test(name) ? ` ${name.replace(/\W+/g, '·')} ` : ' '))
    .replace(path, ' ')
    .replace(host, ' ')
    .replace(version, ' ')
    .replace(place, ' ')
    .replace(number, ' ')
    .replace(code, ' ');
  const words = new Set<string>();
  for (const word of plain.split(/[^A-Za-z_·']+/)) {
    const bare = word.replace(/^[_'·]+|[_'·]+$/g, '');
    if (given.test(bare)) continue;
    const lower = bare.toLowerCase();
    const said = contractions[lower] ?? lower.replace(/n't$/, '');
    if (said.length >= 2 && said.length <= 40 && !stop.has(said)) words.add(said);
    if (words.size === 24) break;
  }
  return [...words];
}

/** Words that stand in errors of every kind; they tell little. */
const everyday = new Set(
  'access already argument because blocked cannot could denied error exist exists expected failed failure found get invalid missing must name need operation permission permitted received request required server so some unable unexpected unknown unsupported value when while'.split(
    ' ',
  ),
);

/** How alike two lists of words are: 0 to 1. An everyday word weighs less than another one. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const weightOf = (words: readonly string[]): number =>
    words.reduce((sum, word) => sum + (everyday.has(word) ? 0.5 : 1), 0);
  return (2 * weightOf(a.filter((word) => b.includes(word)))) / (weightOf(a) + weightOf(b));
}
