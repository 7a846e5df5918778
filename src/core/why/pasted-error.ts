/** Characters of one's own words beside an error that make it a story about one. */
const ownWords = 60;
/** More than this of a text tells nothing new. */
const mostCharacters = 20_000;

const frame =
  /^\s*(?:at\s+\S.*(?:[:)]\d*|\))\s*$|File ".+", line \d+|\.{3} \d+ more|[|^~]\s*$|\^+~*\s*$|goroutine \d+|\d+ \|\s|-->\s+\S+:\d+)/;
/** A line with which a program says that something went wrong. */
const headline = [
  /^\s*(?:Uncaught\s+(?:\(in promise\)\s+)?|Caused by:\s*|Exception in thread "[^"]*"\s*|[\w./$\\]*)?[A-Z][A-Za-z]*(?:Error|Exception|Interrupt)\b(?:\s*\[\w+\])?\s*(?::|$)/,
  /^\s*(?:Error|error|ERROR|fatal|FATAL|panic|PANIC)(?:\[E\d+\]|\s+TS\d+)?:\s/,
  /^\s*npm (?:ERR!|error)\s/,
  /^\s*Traceback \(most recent call last\)/,
  /^\s*(?:Segmentation fault|Unhandled(?:PromiseRejection)?\w*)\b/,
  /^\s*(?:bash|zsh|sh|git|docker|curl): .+(?:not found|denied|refused|failed|No such file)/i,
  /^\s*(?:\S+\s+)?\bE(?:CONNREFUSED|ADDRINUSE|ACCES|NOENT|TIMEDOUT|CONNRESET|NOTFOUND|RESOLVE)\b[\s:]/,
];

/**
 * Whether somebody pasted an error rather than wrote about one: it begins as a program's complaint does, or holds a stack
 * trace, with hardly a word of their own.
 */
export function isPastedError(text: string): boolean {
  const lines = text
    .slice(0, mostCharacters)
    .split('\n')
    .map((line) => line.replace(/^\s*(?:```\w*|>)\s?|```\s*$/g, ''))
    .filter((line) => line.trim() !== '');
  const first = lines.findIndex((line) => isHeadline(line) || frame.test(line));
  if (first < 0) return false;
  const before = lines.slice(0, first).join(' ').trim();
  const isTrace = lines.slice(first).some((line) => frame.test(line));
  return before.length <= (isTrace ? ownWords : 0);
}

const isHeadline = (line: string): boolean => headline.some((it) => it.test(line));
