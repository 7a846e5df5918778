/** Codes that name a family of errors, in the spelling of their documentation. */
const forms: readonly RegExp[] = [
  /\bERR_[A-Z0-9_]{3,60}\b/g,
  /\b(?:ER_[A-Z0-9_]{3,60}|[A-Z]{2,}(?:_[A-Z0-9]+){1,6}_CERT(?:_[A-Z_]+)?|CERT_HAS_EXPIRED|MODULE_NOT_FOUND)\b/g,
  /\b(?:E(?:ACCES|ADDRINUSE|ADDRNOTAVAIL|AI_AGAIN|BADENGINE|BUSY|CONNABORTED|CONNREFUSED|CONNRESET|EXIST|HOSTUNREACH|INTEGRITY|INVAL|ISDIR|MFILE|NETUNREACH|NOENT|NOSPC|NOTDIR|NOTEMPTY|NOTFOUND|PERM|PIPE|RESOLVE|ROFS|TARGET|TIMEDOUT|404|401|403))\b/g,
  /\bTS\d{4,5}\b/g,
  /\bP\d{4}\b/g,
  /\bE11000\b/g,
  /\b(?:H1\d|H2\d|R1[0-5])\b(?= |$|\))/g,
  /(?<=SQLSTATE[ :[(]{1,3}|SQL State {0,3}: |code: ['"])(?:\d[0-9A-Z]{4}|[0-9]{5})\b/g,
  /\b(?:28P01|42P01|42P07|42703|23505|23503|53300|3D000)\b/g,
  /(?<=\bcode['"]?: ?['"])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+){1,6}(?=['"])/g,
  /\b(?:EAUTH|EPROTO|NOAUTH|WRONGPASS|OOMKilled|CrashLoopBackOff)\b/g,
];
/** What the process manager says of any failure. */
const empty = new Set(['ERR_FAILED', 'ERR_UNHANDLED_REJECTION', 'ERR_UNHANDLED_ERROR']);

/** An answer's status, where the words around it say that it is one. */
const status =
  /\b(?:status(?: ?code)?|response(?: code)?|code|HTTP(?:\/[\d.]+)?)['"]?[ :=(]{1,4}([45]\d\d)\b/gi;
/** A name that some services give their errors, before the message: `AccessDenied: …`. */
const spelled =
  /(?:^|[\s[({])([A-Z][a-z]+(?:[A-Z][a-z]+)+)(?=: \S)|\bcode['"]?: ?['"]([A-Z][a-z]+(?:[A-Z][a-z]+)+)['"]/gm;
const notSpelled = /(?:Error|Exception|Warning|Rejection|Interrupt)$/;

/** The codes in a text, each once, those of the first form first. */
export function codesIn(text: string): readonly string[] {
  const found = new Set<string>();
  for (const form of forms)
    for (const match of text.matchAll(form)) if (!empty.has(match[0])) found.add(match[0]);
  for (const [, number] of text.matchAll(status)) found.add(`HTTP ${number}`);
  for (const [, before, coded] of text.matchAll(spelled)) {
    const name = before ?? coded ?? '';
    if (!notSpelled.test(name)) found.add(name);
  }
  return [...found].slice(0, 6);
}

const general =
  /^(?:EACCES|EPERM|ENOENT|EEXIST|EINVAL|EPIPE|ECONNRESET|ETIMEDOUT|E40[134]|E11000|MODULE_NOT_FOUND|ERR_(?:MODULE_NOT_FOUND|INVALID_ARG_TYPE|INVALID_ARG_VALUE|BAD_REQUEST|NETWORK)|ER_PARSE_ERROR|TS(?:2304|2307|2322|2339|2345|2769|7006)|P20\d\d|P30\d\d|HTTP \d{3})$/;

/** Codes that many causes share, so that the words have to decide. */
export const saysLittleAlone = (code: string): boolean => general.test(code);
