/** What Discord takes. Applied in `render`, `modal` and `register`; rate limits in `rest`. */
export const limits = {
  /** Characters of a message, escapes included. */
  content: 2_000,
  rows: 5,
  buttonsInRow: 5,
  /** Characters of a button. */
  label: 80,
  customId: 100,
  choices: 25,
  /** Characters of a choice's name, value and description, wherever it stands. */
  choice: 100,
  placeholder: 150,
  modalTitle: 45,
  modalFields: 5,
  modalLabel: 45,
  modalHint: 100,
  modalPlaceholder: 100,
  modalText: 4_000,
  /** Characters of a picture's description. */
  alt: 1_024,
  /** Bytes of all files of a message. */
  files: 10 * 1024 * 1024,
  nonce: 25,
  /** Milliseconds in which an interaction must have its first answer. */
  firstAnswerMs: 3_000,
  /** Requests a second of one bot, all its processes together; answers to interactions do not count. */
  requestsPerSecond: 50,
} as const;

export const platform = 'discord';

/** What is used of `requestsPerSecond`: in all, and by what jobs send. The rest is left to the library's own requests. */
export const rates = { all: 49, bulk: 46 } as const;

/** When an interaction is acknowledged before its answer is there. */
export const patience = { replyMs: 1_500, formMs: 2_300, choicesMs: 2_300 } as const;

/** A text within a limit, ending with an ellipsis where something was left out, never inside a character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
