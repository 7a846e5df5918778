const notPlain = /[\p{Cc}\p{Co}\p{Cn}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/u;

/** One line of visible text. */
export const isPlain = (text: string): boolean => text.isWellFormed() && !notPlain.test(text);

const link =
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/|\bwww\.|\]\(|\bmailto:|\b(?!socket\.io\b)[\w-]+\.(?:com|org|net|io|dev|app|co|ai|me|sh|xyz|gg|ly|link|site|info|biz|online|store|cloud|page|zip|top|pro|tech|tv|cc|us|eu|ru|cn|tk|uk|de|fr)\b|\b[\w-]+\.[a-z]{2,12}\/\w|\b\w+ ?(?:\[dot\]|\(dot\)| dot )(?:com|org|net|io)\b/i;
export const hasLink = (text: string): boolean => link.test(text);

const mention = /<[@#!&:/]|@\s?(?:everyone|here)\b|(?<![\w])@[\w.-]|[\w.]@[\w-]+\.|(?<!\w)#[a-z][\w-]+/i;
export const hasMention = (text: string): boolean => mention.test(text);

const code =
  /[`{}\\]|;\s*$|=>|[=!]==?|&&|\|\||\w\(|\)\.|<\/?\w+|(?:^|\s)--?[a-z][\w-]+|\$\w|\b\w+\s=\s\S|\b(?:const|let|var|function|import|return|await|async|class|def|SELECT|INSERT|UPDATE|DELETE FROM|ALTER|DROP)\s+\S+\s*[=({*]|\bSELECT\b.+\bFROM\b|(?:^|[:"“]\s?)(?:npm|npx|pnpm|yarn|sudo|pip3?|curl|chmod|chown|docker|git|kubectl|brew|apt|export)\s+[a-z-]+/;
export const hasCode = (text: string): boolean => code.test(text.replace(/[“”]/g, '"'));
