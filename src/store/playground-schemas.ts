import { type Connection, Schema, type SchemaDefinition } from 'mongoose';
import type { PlaygroundFile, PlaygroundMember, PlaygroundMessage } from '../platforms/playground/ports.ts';

type WithKey<T extends { id: string }> = Omit<T, 'id'> & { readonly _id: string };

export type MemberDocument = WithKey<PlaygroundMember> & { readonly nameKey: string };
/** `audience`: the only member who sees it, or `all`; a plain key so that an index serves what a member sees. */
export type MessageDocument = Omit<WithKey<PlaygroundMessage>, 'visibleTo'> & {
  readonly audience: string;
  readonly actions: readonly string[];
  readonly files: readonly string[];
};
export type FileDocument = Omit<WithKey<PlaygroundFile>, 'bytes'> & { readonly bytes: Buffer };
export interface MarkDocument {
  readonly _id: string;
  readonly member: string;
  readonly channel: string;
  readonly seq: number;
}
export interface CounterDocument {
  readonly _id: string;
  readonly value: number;
}

/** These documents belong to a place to talk, not to a person of the bot: the playground stands where Discord would. */
function schemaOf<T>(definition: SchemaDefinition): Schema<T> {
  return new Schema<T>(definition as never, {
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    minimize: false,
    id: false,
    autoIndex: false,
    autoCreate: false,
  });
}

const text = { type: String, required: true };
const number = { type: Number, required: true };
const flag = { type: Boolean, required: true };

const members = schemaOf<MemberDocument>({
  _id: String,
  name: text,
  nameKey: text,
  colour: number,
  zone: text,
  isOrganiser: flag,
  dmOpen: flag,
  joinedAt: number,
});
members.index({ nameKey: 1 }, { unique: true });

const messages = schemaOf<MessageDocument>({
  _id: String,
  key: text,
  channel: text,
  author: String,
  audience: text,
  answers: { type: Object },
  repliesTo: String,
  content: { type: Object, required: true },
  actions: { type: [String], required: true },
  files: { type: [String], required: true },
  at: number,
  editedAt: Number,
  removedAt: Number,
  seq: number,
  rev: number,
});
messages.index({ key: 1 }, { unique: true });
messages.index({ channel: 1, seq: -1 });
messages.index({ channel: 1, audience: 1, seq: -1 });
messages.index({ rev: 1 });
messages.index({ actions: 1, seq: -1 });
messages.index({ files: 1 });
messages.index({ audience: 1 });
messages.index({ 'content.namesOthers': 1 }, { sparse: true });
messages.index({ 'answers.member': 1 });

const files = schemaOf<FileDocument>({ _id: String, name: text, contentType: text, bytes: Buffer });

const marks = schemaOf<MarkDocument>({ _id: String, member: text, channel: text, seq: number });
marks.index({ member: 1 });

const counters = schemaOf<CounterDocument>({ _id: String, value: number });

export function playgroundModels(connection: Connection) {
  const model = <T>(name: string, schema: Schema<T>) => connection.model<T>(name, schema, name);
  return {
    members: model('playground_members', members),
    messages: model('playground_messages', messages),
    files: model('playground_files', files),
    marks: model('playground_marks', marks),
    counters: model('playground_counters', counters),
  };
}
