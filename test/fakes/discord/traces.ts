import type { FakeAttachment } from './model/attachment.ts';
import type { FakeMessage } from './model/message.ts';
import type { DiscordState } from './model/state.ts';

/**
 * Where any of these words stands in what Discord keeps of the bot's: messages as its routes give them, with who used the
 * command that they answer, and attachments with their names, descriptions and bytes. What people wrote themselves is theirs,
 * and an ephemeral message is nowhere but on the screen of whoever got it.
 */
export function discordTraces(state: DiscordState, words: readonly string[]): string[] {
  const holds = (text: string): boolean =>
    words.some((word) => text.toLowerCase().includes(word.toLowerCase()));
  const inFile = ({ filename, description, bytes }: FakeAttachment): boolean =>
    holds(`${filename}\n${description ?? ''}\n${Buffer.from(bytes).toString('utf8')}`);
  const isKept = (it: FakeMessage): boolean => !it.deleted && !it.onlyFor && it.author === state.bot;
  const messages = [...state.channels.values()]
    .filter((it) => !it.deleted)
    .flatMap((channel) => channel.messages.filter(isKept));
  return [
    ...messages
      .filter((it) => holds(JSON.stringify(it.toJSON())))
      .map((it) => `message ${it.id} in ${it.channel.name}: ${it.text.slice(0, 80)}`),
    ...keptFiles(state)
      .filter(inFile)
      .map((it) => `file ${it.filename} (${it.description ?? ''})`),
  ];
}

/** The bytes of every picture that is still there. */
export const discordPictures = (state: DiscordState): Buffer[] =>
  keptFiles(state).flatMap(({ filename, bytes }) => (filename.endsWith('.png') ? [Buffer.from(bytes)] : []));

/**
 * An ephemeral message's attachments are as fleeting as it is, and so is what somebody gives to a command; what people send themselves
 * is theirs.
 */
function keptFiles({ files, channels, bot }: DiscordState): FakeAttachment[] {
  const fleeting = [...channels.values()]
    .flatMap((it) => it.messages)
    .filter((it) => it.onlyFor || it.author !== bot)
    .flatMap((it) => it.attachments.map(({ id }) => id));
  return [...files]
    .filter(([path, { id }]) => !fleeting.includes(id) && !path.startsWith('/ephemeral-attachments/'))
    .map(([, file]) => file);
}
