const named =
  /\b(?:privately|publicly|ownReply)\(\s*'([a-z0-9-]+)'|\bcode: (?:[\w.\s>=]+ \? )?'([a-z0-9-]+)'(?: : '([a-z0-9-]+)')?/g;

/** The codes of replies that a source file names. */
export const codesIn = (source: string): string[] =>
  [...source.matchAll(named)].flatMap(([, ...codes]) => codes.filter((it) => it !== undefined));
