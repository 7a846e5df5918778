import { codesIn } from './codes.ts';
import { messageIn } from './message.ts';

/** More than this of a text tells nothing new. */
const mostCharacters = 20_000;
const mostLines = 400;
const longestLine = 1000;
const mostBelow = 14;

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals' colours begin with an escape
const colours = /\u001b\[[0-9;]*[A-Za-z]/g;
/** What tools put before each line of what they pass on. */
const prefixes: readonly RegExp[] = [
  /^[│┃┌└├─╰╭\s]+/,
  /^#\d+ [\d.]+ ?/,
  /^\d{1,3}>/,
  /^(?:\d{1,3}\|)?[\w.-]{1,40}\s*\|\s/,
  /^npm (?:ERR!|error|WARN|warn)\s?/,
  /^(?:\d{4}[-/]\d\d[-/]\d\d[T ])?\d\d:\d\d:\d\d\S*\s*(?:UTC|GMT|[A-Z]{3,4})?\s*/,
  /^\[[^\]]{1,40}\]\s*/,
  /^\(node:\d+\)\s*/,
  /^(?:Unhandled\w*(?:Warning|Rejection)|Uncaught(?: \(in promise\))?|uncaughtException):?\s*/i,
];
/** A line of a message as a program's own printer breaks it: quoted, joined with `+`. */
const printed = /^\s*(['"])((?:(?!\1).){8,}?)(?:\\n)?\1\s*[+,]?\s*$/;
const frame = /^\s*(?:at\s|File "|\^|~|\d+\s*\||\.\.\.|- [/A-Z])|^\s*\d+: 0{0,4}x?[0-9A-Fa-f]{6,}/;
const property = /^\s*['"]?\w+['"]?\s*:\s*(?:['"[{\d-]|undefined|null|true|false)/;
const boilerplate =
  /^\s*$|throw (?:err|er|new|arguments)|complete log of this run|full report|not a problem with npm|run this command again as root|Node\.js v\d|^> |^\$ |^errno|^syscall|^path |^argv |^node v|^npm\s+v|^cwd |^command |^System |originated either by throwing|trace-warnings|Environment variables loaded|schema loaded|additional logging|^code E[A-Z]+$|correct access rights|repository exists|--legacy-peer-deps|accept an incorrect|^Stack|^<---|^-----|^Emitted|^Traceback|displayed\)$|^Fix the upstream|Could not read from remote repository|hung up unexpectedly|is related to npm|^Exit status|^Failed at|^\S*ValidationError: \d+ validation|^SQL (?:State|Error)|^Error Code|^\*{4}|^APPLICATION FAILED|^Description:|^Action:|^Process finished|^Error starting ApplicationContext|To display the conditions report/i;
const errorName = /\b[A-Z][A-Za-z]*(?:Error|Exception|Interrupt|Warning)\b/;
/** A line that ends with the name of an error: what went wrong stands below it. */
const onlyNames = /(?:^|[\s:])[\w.\\]*(?:Error|Exception)(?: ?\[\w+\])?:?\s*$/;
const causedBy = /^\s*Caused by:\s*/;
/** What was called, quoted back before the complaint. */
const invocation = /^\s*Invalid `|\binvocation\b/;
const warning = /\bWARN(?:ING)?\b/;
const errorWord = /\b(?:fatal|panic|error|failed|failure)\b/i;
const complaint =
  /denied|cannot|can[’']?t|could not|unable|not found|does(?:n't| not) |refused|timed? ?out|expired|invalid|unsupported|not supported|missing|already|blocked|reached|exceeded|outside|malformed|mismatch|duplicate|unexpected|undefined|not assignable|not a(?: valid| function|n)|limit|violates|conflict|too (?:many|long|large|big)|must (?:be|have)|requires|not allowed|forbidden|unauthori[sz]ed|aborted|overflow|without|unknown|no such|no module|not (?:been )?(?:set|specified|defined|configured|provided|accepted|permitted)/i;

export interface ErrorLines {
  /** The line that says what went wrong, as it was pasted but for prefixes; the line after it where it says nothing alone. */
  readonly headline: string;
  /** The headline's line and the few after it. */
  readonly near: string;
  /** All lines without prefixes. */
  readonly all: readonly string[];
}

/** Reads an error text as a person does: past prefixes, stack frames and boilerplate, to the line that complains. */
export function errorLines(text: string): ErrorLines {
  const cut =
    text.length <= mostCharacters
      ? text
      : `${text.slice(0, mostCharacters / 2)}\n${text.slice(-mostCharacters / 2)}`;
  const all = decode(cut.replace(colours, ''))
    .split(/\r?\n/, mostLines)
    .map((line) => stripPrefixes(line.slice(0, longestLine)));
  let best = -1;
  let bestWorth = 0;
  for (const [index, line] of all.entries()) {
    const worth = worthOf(line);
    if (worth > bestWorth) [best, bestWorth] = [index, worth];
  }
  const headline =
    best < 0
      ? (all.find((it) => it.trim() !== '') ?? '').trim()
      : headlineOf(all[best] as string, all.slice(best + 1, best + 1 + mostBelow));
  const near = all.slice(Math.max(0, best), Math.max(0, best) + 4).join('\n');
  return { headline, near, all };
}

function worthOf(line: string): number {
  if (frame.test(line) || boilerplate.test(line)) return 0;
  const message = messageIn(line);
  if (message !== undefined) return 3 + wordsWorth(message);
  if (onlyNames.test(line)) return 1;
  const worth = wordsWorth(line) + (causedBy.test(line) ? 2 : 0);
  if (property.test(line)) return worth / 3;
  return warning.test(line) ? worth / 2 : worth;
}

const wordsWorth = (text: string): number =>
  (errorName.test(text) ? 5 : 0) +
  (errorWord.test(text) ? 3 : 0) +
  (complaint.test(text) ? 3 : 0) +
  (codesIn(text).length > 0 ? 3 : 0);

/** The line itself; with the next one where it says little, and the one below that says it where it only names the error. */
function headlineOf(line: string, below: readonly string[]): string {
  const message = messageIn(line);
  if (message !== undefined) return message;
  const spoken = below.filter((it) => it.trim() !== '' && !frame.test(it) && !property.test(it));
  const said =
    onlyNames.test(line) && (spoken.find((it) => complaint.test(it) && !invocation.test(it)) ?? spoken[0]);
  if (said) return `${line.trim()} ${said.trim()}`;
  return spoken[0] !== undefined && saysLittle(line) ? `${line.trim()} ${spoken[0].trim()}` : line.trim();
}

const saysLittle = (line: string): boolean => line.trim().length < 24 && !complaint.test(line);

function stripPrefixes(line: string): string {
  let stripped = line;
  for (let again = 0; again < 3; again++)
    for (const prefix of prefixes) stripped = stripped.replace(prefix, '');
  return stripped.replace(printed, '$2');
}

/** Errors in a page of HTML, as frameworks answer them. */
function decode(text: string): string {
  if (!/<\/?(?:pre|br|html|body)\b/i.test(text)) return text;
  return text
    .replace(/<br ?\/?>/gi, '\n')
    .replace(/<[a-z/!][^<>]{0,200}>/gi, '')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
