/**
 * What of a message stands in it unescaped (code, addresses of links), as far as a text elsewhere in the message could
 * pair with it: Discord's marks reach over lines.
 */
export interface Raw {
  /** An underscore that could end one of a text. */
  readonly underscore: boolean;
  /** `](`, which makes a link of any bracket before it. */
  readonly link: boolean;
}

export const nothingRaw: Raw = { underscore: false, link: false };

/** Where a text stands. */
export interface At {
  readonly startsLine?: boolean;
  /** Inside bold or italic text of the bot. */
  readonly marked?: boolean;
  readonly raw?: Raw;
}

/** Signs that may mean something; whether one does depends on what stands around it. */
const signs = /[\\*_~`|<[@:/]/g;
/** Signs that make a heading, a list, a quote or small print of a line. */
const lineStart = /^\s*(?:(#{1,3}|-#|>{1,3}|[*+-])|\d+[.)])(?=\s)/;

/**
 * A person's text so that Discord shows it to the letter: nothing formats, mentions, links or becomes an emoji, a timestamp
 * or a command. Notifications and copies show escapes, so only what would do so has one.
 */
export function escapeText(text: string, at: At = {}): string {
  const { startsLine = false, marked = false, raw = nothingRaw } = at;
  const begins = startsLine ? lineStart.exec(text) : null;
  // The sign of a line stands at the end of what was found; of `-#` and `>>>` the first one decides.
  const lineSign = begins ? begins[0].length - (begins[1]?.length ?? 1) : -1;
  const hasLink = raw.link || text.includes('](');
  const escaped = text.replace(signs, (sign, index: number) =>
    index === lineSign || means(sign, text, index, { marked, underscore: raw.underscore, hasLink })
      ? `\\${sign}`
      : sign,
  );
  if (lineSign < 0 || /[\\*_~`|<[@:/]/.test(text[lineSign] as string)) return escaped;
  // Only spaces and digits stand before it.
  return `${escaped.slice(0, lineSign)}\\${escaped.slice(lineSign)}`;
}

interface Around {
  readonly marked: boolean;
  readonly underscore: boolean;
  readonly hasLink: boolean;
}

/** Whether Discord could make something of this sign. Whatever follows the end of the text may be a mark. */
function means(sign: string, text: string, index: number, around: Around): boolean {
  const before = text[index - 1];
  const next = text[index + 1];
  const rest = text.slice(index, index + longestName);
  switch (sign) {
    case '\\':
      return next === undefined || !/[0-9A-Za-z\s]/.test(next);
    case '*':
      // Between spaces a single one neither opens nor closes anything.
      return around.marked || !(isSpace(before) && isSpace(next));
    case '_':
      // Before a letter it cannot close, and with nothing that closes it does not open.
      return around.underscore || next === undefined || !/[0-9A-Za-z]/.test(next);
    case '~':
    case '|':
      return before === sign || next === sign || next === undefined;
    case '<':
      return next === undefined || /^<(?:[@#:]|\/[^:>]*:|[A-Za-z][\w+.-]*:)/.test(rest);
    case '[':
      return around.hasLink;
    case '@':
      return /^@(?:everyone|here)/i.test(rest);
    case ':':
      return emoji.test(rest) || (rest.startsWith('://') && scheme.test(text.slice(0, index)));
    case '/':
      return invitation.test(text.slice(Math.max(0, index - 30), index));
    default:
      return true;
  }
}

const isSpace = (letter: string | undefined): boolean => letter !== undefined && /\s/.test(letter);

/** No name of an emoji or a command is longer. */
const longestName = 200;
/** Of numbers only these two are emoji: times and places in files (`12:30:05`, `a.ts:10:5`) are none. */
const emoji = /^:(?:100|1234|(?!\d+:)[\p{L}\p{N}_+-]+):/u;
const scheme = /(?:https?|steam|discord)$/i;
const invitation = /discord(?:\.gg|(?:app)?\.com|(?:app)?\.com\/invite)$/i;
