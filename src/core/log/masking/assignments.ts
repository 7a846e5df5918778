import { isSecretValue, type Strength } from './secret-values.ts';
import type { Span } from './spans.ts';

const named =
  /(?<![\w.$-])([\w.$-]{1,200})(\\?["'`]\]?)?([ \t]{0,8}(?:={2,3}|=>|:=|[:=])[ \t]{0,8}|(?<=--[\w-]{1,60})[ \t]{1,4}(?![-\s]))/g;
const unquoted = /[^\s"'`,;&<>|]{1,1000}/y;
/** The value of an environment variable: everything up to a space. */
const wholeWord = /[^\s"'`]{1,1000}/y;
const longestQuoted = 4000;

const strong =
  /(?:password|passwd|passphrase|passcode|secret|secrets|secretkey|secretkeybase|apikey|apitoken|accesskey|privatekey|privatekeyid|signingkey|signingsecret|encryptionkey|masterkey|accountkey|sharedaccesskey|authkey|authtoken|token|credential|credentials|pwd|rediscliauth)\d{0,2}$/;
const strongPart = /(?:^|[-_.])pass\d?$|[a-z]Pass$|^pass$/i;
const weak =
  /(?:key|keyid|auth|sig|signature|session|sessionid|sessid|sid|jwt|salt|dsn|webhook|cookie|passwordhash|code)$/;

const spoken =
  /\b(?:password|passphrase|token|api key|secret) (?:is|was) ["'`]?(?=[^\s"'`]{0,80}\d)(?=[^\s"'`]{0,80}[A-Za-z])([^\s"'`]{6,200})/dgi;
const commandLine = [
  /\bmysql(?:dump|admin)?\b[^\n|;]{0,200}? -p(?<secret>[^\s-][^\s]{0,200})/dg,
  /(?<=\s)(?:-u|--user)[ =]?\\?["']?[^\s:"']{1,100}:(?<secret>[^\s"'\\]{1,200})/dg,
  /\b(?:sshpass|docker login|redis-cli)\b[^\n|;]{0,200}? (?:-p|-a) ?["']?(?<secret>[^\s"'-][^\s"']{0,200})/dg,
];

/** Values whose name says that they are secret: `password=`, `"apiKey": "…"`, `DB_PASS=…`, `--token …`. */
export function* assignedSecrets(text: string): Generator<Span> {
  let done = 0;
  named.lastIndex = 0;
  for (let match = named.exec(text); match; match = named.exec(text)) {
    const strength = strengthOf(match[1]!);
    if (!strength || match.index < done) continue;
    const value = valueAt(text, match);
    if (!value || !isSecretValue({ ...value, name: match[1]!, strength })) continue;
    yield { start: value.start, end: value.end, kind: kindOf(match[1]!) };
    done = value.end;
    named.lastIndex = Math.max(named.lastIndex, value.end);
  }
  for (const pattern of commandLine)
    for (const found of text.matchAll(pattern)) yield { ...place(found), kind: 'password' };
  for (const found of text.matchAll(spoken)) {
    const [start, end] = found.indices![1]!;
    yield { start, end, kind: 'password' };
  }
}

const place = (found: RegExpExecArray): { start: number; end: number } => {
  const [start, end] = found.indices!.groups!.secret!;
  return { start, end };
};

function strengthOf(name: string): Strength | undefined {
  const bare = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (strong.test(bare) || strongPart.test(name)) return 'strong';
  return weak.test(bare) ? 'weak' : undefined;
}

function kindOf(name: string): string {
  const bare = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (/pass|pwd|psw/.test(bare)) return 'password';
  if (/session|sess?id|cookie|sid$/.test(bare)) return 'session-cookie';
  return /token|jwt/.test(bare) ? 'token' : 'secret';
}

export interface Value {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly quoted: boolean;
  readonly separator: string;
  /** The name begins its line and the value ends it. */
  readonly ownLine: boolean;
}

function valueAt(text: string, match: RegExpExecArray): Value | undefined {
  const at = match.index + match[0].length;
  const separator = match[3]!;
  const lead = text
    .slice(Math.max(0, match.index - 40), match.index)
    .split('\n')
    .at(-1)!;
  const leads = /^\s*(?:export |set |ENV |ARG |[-#>|$] ?|["'{]){0,3}$/.test(lead) && lead.length < 40;
  const opening = /^\\?["'`]/.exec(text.slice(at, at + 2))?.[0];
  if (opening !== undefined) {
    const start = at + opening.length;
    const end = closing(text, start, opening);
    return { start, end, text: text.slice(start, end), quoted: true, separator, ownLine: leads };
  }
  const declares = separator === '=' && (leads || /^[A-Z][A-Z0-9_]*$/.test(match[1]!));
  const pattern = declares ? wholeWord : unquoted;
  pattern.lastIndex = at;
  const found = pattern.exec(text)?.[0];
  if (found === undefined) return undefined;
  const value = pattern === wholeWord ? found : found.replace(/[.)\]}!?:]{1,20}$/, '');
  const ownLine =
    leads && /^[,;]?[ \t\r]{0,20}(?:\n|$|#)/.test(text.slice(at + found.length, at + found.length + 24));
  return { start: at, end: at + value.length, text: value, quoted: false, separator, ownLine };
}

function closing(text: string, start: number, opening: string): number {
  const limit = Math.min(text.length, start + longestQuoted);
  for (let index = start; index < limit; index++) {
    if (text[index] === '\n' || text.startsWith(opening, index)) return index;
    if (text[index] === '\\' && opening.length === 1) index++;
  }
  return limit;
}
