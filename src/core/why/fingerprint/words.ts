const quoted = /(?<![\w])(['"`‘“«])[^'"`’”»\n]{0,200}['"`’”»](?!\w)/g;
const address = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s'"`)]{1,500}/gi;
const path = /(?:[A-Za-z]:\\|\.{0,2}\/|~\/)[^\s'"`:,;()]{2,400}|\b[\w.-]{1,80}(?:[/\\][\w.@-]{1,80}){1,20}/g;
const host =
  /\b(?:localhost|(?:\d{1,3}\.){3}\d{1,3}|(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,12})(?::\d{1,5})?\b|::1?\b(?::\d{1,5})?|:::\d{1,5}/gi;
const call = /\b[A-Za-z_$][\w$]{0,60}(?:\.[A-Za-z_$][\w$]{0,60}){0,5}\(\)?/g;
const version = /@?\bv?\d{1,5}(?:\.\d{1,5}){1,3}[\w.-]{0,20}/g;
const number = /\b(?:0x)?[0-9a-f]*\d[0-9a-f]*\b/gi;
const stop = new Set(
  'a an the of to in on at by for from with and or is are was were be been it its this that these as not no if then so you your please error err uncaught throw new caused ms sec seconds line file position column character address port host user'.split(
    ' ',
  ),
);

/** The words that say what went wrong: without names, places, numbers and quoting, in lower case, each once. */
export function causeWords(headline: string): readonly string[] {
  const plain = headline
    .replace(quoted, ' ')
    .replace(address, ' ')
    .replace(call, (name) => (/^[A-Z]/.test(name) ? ` ${name.replace(/\W+/g, '_')} ` : ' '))
    .replace(path, ' ')
    .replace(host, ' ')
    .replace(version, ' ')
    .replace(number, ' ');
  const words = new Set<string>();
  for (const word of plain.split(/[^A-Za-z_']+/)) {
    const bare = word.replace(/^[_']+|[_']+$/g, '').toLowerCase();
    if (bare.length >= 2 && bare.length <= 40 && !stop.has(bare)) words.add(bare);
    if (words.size === 24) break;
  }
  return [...words];
}
