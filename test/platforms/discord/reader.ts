/**
 * How Discord's client reads a message, written from its behaviour and not from our printer: a tree in which everything that
 * is formatted, mentioned or linked shows as what it is. Text that a person typed has to come out as plain text.
 */
export interface Read {
  /** The words as a reader sees them. */
  readonly text: string;
  /** What was made of parts of it: `bold`, `mention`, `link`, `heading`, … */
  readonly marks: readonly string[];
}

interface Rule {
  readonly mark?: string;
  readonly pattern: RegExp;
  /** Only where a line begins. */
  readonly atLineStart?: boolean;
  /** What of the match is read on, or shown as it is. */
  readonly inside?: (match: RegExpExecArray) => string;
  readonly shown?: (match: RegExpExecArray) => string;
}

const rules: readonly Rule[] = [
  { pattern: /^¯\\_\(ツ\)_\/¯/, shown: () => '¯\\_(ツ)_/¯', mark: 'shrug' },
  { pattern: /^\\([^0-9A-Za-z\s])/, shown: (it) => it[1]! },
  { mark: 'heading', atLineStart: true, pattern: /^ *#{1,3} +([^\n]+)/, inside: (it) => it[1]! },
  { mark: 'subtext', atLineStart: true, pattern: /^ *-# +([^\n]+)/, inside: (it) => it[1]! },
  { mark: 'quote', atLineStart: true, pattern: /^ *>>> ([\s\S]*)/, inside: (it) => it[1]! },
  { mark: 'quote', atLineStart: true, pattern: /^ *> ([^\n]*)/, inside: (it) => it[1]! },
  { mark: 'list', atLineStart: true, pattern: /^ *(?:[*+-]|\d+[.)]) +([^\n]*)/, inside: (it) => it[1]! },
  {
    mark: 'code-block',
    pattern: /^```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][\s\S]*?)\n*```/i,
    shown: (it) => it[2]!,
  },
  { mark: 'code', pattern: /^(`+)([\s\S]*?[^`])\1(?!`)/, shown: (it) => it[2]! },
  { mark: 'link', pattern: /^\[([^\]]+)\]\(\s*<?https?:\/\/[^\s)]+>?\s*\)/, inside: (it) => it[1]! },
  { mark: 'link', pattern: /^<(?:https?|steam|discord|mailto|tel):[^ >]+>/, shown: (it) => it[0] },
  { mark: 'link', pattern: /^(?:https?|steam|discord):\/\/[^\s<]+[^<.,:;"'\]\s]/, shown: (it) => it[0] },
  { mark: 'link', pattern: /^discord(?:\.gg|(?:app)?\.com\/invite)\/[A-Za-z0-9-]+/, shown: (it) => it[0] },
  { mark: 'mention', pattern: /^<(?:@[!&]?|#|\/[^:>]+:|id:)[\w:]+>/, shown: (it) => it[0] },
  { mark: 'mention', pattern: /^@(?:everyone|here)/, shown: (it) => it[0] },
  { mark: 'timestamp', pattern: /^<t:-?\d+(?::[tTdDfFRsS])?>/, shown: (it) => it[0] },
  { mark: 'emoji', pattern: /^<a?:\w+:\d+>/, shown: (it) => it[0] },
  // Of numbers only :100: and :1234: are names of emoji; the client leaves any other as it is.
  { mark: 'emoji', pattern: /^:(?:100|1234|(?!\d+:)[a-z0-9_+-]+):/, shown: (it) => it[0] },
  { mark: 'bold', pattern: /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, inside: (it) => it[1]! },
  { mark: 'underline', pattern: /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, inside: (it) => it[1]! },
  { mark: 'italic', pattern: /^\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*(?!\*)/, inside: (it) => it[1]! },
  { mark: 'italic', pattern: /^_((?:\\[\s\S]|[^\\_])+?)_(?!\w)/, inside: (it) => it[1]! },
  { mark: 'strike', pattern: /^~~([\s\S]+?)~~/, inside: (it) => it[1]! },
  { mark: 'spoiler', pattern: /^\|\|([\s\S]+?)\|\|/, inside: (it) => it[1]! },
];

export function readDiscord(source: string): Read {
  const marks: string[] = [];
  const read = (text: string, startsLine: boolean): string => {
    let shown = '';
    let lineStart = startsLine;
    for (let at = 0; at < text.length; ) {
      const rest = text.slice(at);
      const found = rules
        .filter((rule) => !rule.atLineStart || lineStart)
        .map((rule) => ({ rule, match: rule.pattern.exec(rest) }))
        .find((it) => it.match);
      if (!found?.match) {
        const letter = String.fromCodePoint(rest.codePointAt(0)!);
        shown += letter;
        lineStart = letter === '\n' || (lineStart && letter === ' ');
        at += letter.length;
        continue;
      }
      const { rule, match } = found;
      if (rule.mark) marks.push(rule.mark);
      shown += rule.shown ? rule.shown(match) : read(rule.inside!(match), rule.atLineStart === true);
      lineStart = false;
      at += match[0].length;
    }
    return shown;
  };
  return { text: read(source, true), marks };
}
