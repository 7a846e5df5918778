/** Slack's limits (docs.slack.dev); `render` applies them, so that nothing that is sent is ever refused for its size. */
export const limits = {
  message: {
    blocks: 50,
    /**
     * Characters in all blocks together. Slack refuses from about 11,000 on with rich text (`msg_blocks_too_long`); the
     * exact number is not documented.
     */
    characters: 8_000,
    /** Characters of `text`, which notifications and screen readers show beside the blocks. */
    notification: 3_000,
    buttonsInRow: 5,
  },
  /** Characters of one rich text block. */
  richText: 3_000,
  plainText: 3_000,
  header: 150,
  button: 75,
  choices: 100,
  choice: { label: 75, value: 150, hint: 75 },
  placeholder: 150,
  overflow: 5,
  view: { blocks: 100, title: 24, submit: 24, privateMetadata: 3_000 },
  input: { label: 2_000, hint: 2_000, value: 3_000 },
  altText: 1_000,
  actionId: 255,
  shortcutName: 24,
  /** Bytes of an uploaded file; Slack takes a gigabyte, nobody wants one. */
  file: 50 * 1024 * 1024,
} as const;

/** What an interaction's addresses are good for. */
export const lifetimes = {
  /** Within this Slack wants an acknowledgement. */
  ackMs: 3_000,
  triggerMs: 3_000,
  responseUrlMs: 30 * 60_000,
  /** A signed request older than this is refused. */
  signatureMs: 5 * 60_000,
  /** How far a clock may differ: a signed request from further ahead is refused. */
  skewMs: 30_000,
} as const;

export const platform = 'slack';

/** The one slash command; everything else is typed after it. */
export const slashCommand = '/shipmate';

/** How a command is typed here: `/shipmate log`. */
export const slackCommandName = (name: string): string => `${slashCommand} ${name}`;

/** At most so many UTF-16 units, as Slack counts; ends with an ellipsis where something was left out, never inside a character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
