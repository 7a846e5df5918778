const key = '(?:error|err|message|msg|errmsg|sqlMessage|reason|detail)';
const value = '(["\'`])(.{6,}?)(?<!\\\\)\\1';
/** A property of an error that was printed over several lines. */
const alone = new RegExp(`^["']?${key}["']?\\s*[:=]>?\\s*${value}`, 'i');
/** In a line of structured logs what stands under `error` says more than the log's own message. */
const underError = new RegExp(`^\\s*\\{.*["']error["']\\s*:\\s*${value}`, 'i');
const inside = new RegExp(`^\\s*\\{.*["']${key}["']\\s*:\\s*${value}`, 'i');

/** The message in a line of an object or of structured logs; undefined in any other line. */
export function messageIn(line: string): string | undefined {
  const trimmed = line.trim();
  const found = alone.exec(trimmed) ?? underError.exec(trimmed) ?? inside.exec(trimmed);
  return found?.[2]?.replace(/\\n/g, ' ').trim();
}
