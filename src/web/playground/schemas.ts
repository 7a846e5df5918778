import { type ZodType, z } from 'zod';
import { inputProblem } from '../problem.ts';

const sentence = (words: string) => ({
  error: ({ input }: { readonly input?: unknown }) => (input === undefined ? 'it is missing' : words),
});
const text = (limit: number) =>
  z.string(sentence('it must be a text')).max(limit, sentence(`at most ${limit} characters`));
const name = text(200).min(1, sentence('it must not be empty'));
/** Repeats an event: the same one twice has one effect. */
const event = text(100).min(1, sentence('it must not be empty')).optional();
const million = 1024 * 1024;

const words = text(million).regex(/\S/, sentence('it must not be empty'));
const memberName = name;
const channel = name;

export const bodies = {
  members: z.strictObject({ name: text(1000), zone: name, organiser: z.boolean().optional() }),
  dm: z.strictObject({ member: memberName, open: z.boolean(sentence('it must be true or false')) }),
  say: z.strictObject({
    member: memberName,
    channel,
    text: words,
    repliesTo: name.optional(),
    event,
  }),
  edit: z.strictObject({ member: memberName, message: name, text: words }),
  remove: z.strictObject({ member: memberName, message: name }),
  press: z.strictObject({
    member: memberName,
    action: name,
    values: z
      .union(
        [z.array(text(million)).max(25), z.record(text(100), text(million))],
        sentence('it must be a list of texts (what was selected) or an object of texts (what was typed)'),
      )
      .optional(),
    message: name.optional(),
    channel: channel.optional(),
    event,
  }),
  clock: z.strictObject({ to: name.optional(), advance: name.optional() }),
  read: z.strictObject({
    member: memberName,
    channel,
    seq: z.int(sentence('it must be a whole number')).min(0),
  }),
} as const;

const digits = (most: number, least = 0) =>
  z
    .string()
    .regex(/^\d{1,15}$/, sentence('it must be a whole number'))
    .transform(Number)
    .pipe(
      z
        .number()
        .min(least, sentence(`at least ${least}`))
        .max(most, sentence(`at most ${most}`)),
    );

export const queries = {
  none: z.strictObject({}),
  member: z.strictObject({ member: memberName }),
  maybeMember: z.strictObject({ member: memberName.optional() }),
  messages: z.strictObject({
    channel: channel.optional(),
    dm: memberName.optional(),
    member: memberName.optional(),
    before: digits(Number.MAX_SAFE_INTEGER).optional(),
    limit: digits(1000, 1).optional(),
  }),
  suggest: z.strictObject({
    member: memberName,
    channel: channel.optional(),
    command: name,
    subcommand: name.optional(),
    option: name,
    typed: text(1000).optional(),
  }),
  events: z.strictObject({
    member: memberName.optional(),
    after: digits(Number.MAX_SAFE_INTEGER).optional(),
  }),
} as const;

/** The checked input, or a `Problem` that names the field and what the request takes. */
export function checked<T extends ZodType>(schema: T & { shape: object }, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw inputProblem(result.error, Object.keys(schema.shape));
}
