import type { Connection } from 'mongoose';
import { dmChannel, nameKey } from '../platforms/playground/limits.ts';
import type {
  MessageContent,
  PlaygroundFile,
  PlaygroundMember,
  PlaygroundMessage,
  PlaygroundStore,
} from '../platforms/playground/ports.ts';
import { createIndexes, isDuplicate, trusted } from './connection.ts';
import {
  type CounterDocument,
  type FileDocument,
  type MarkDocument,
  type MemberDocument,
  type MessageDocument,
  playgroundModels,
} from './playground-schemas.ts';

const everybody = 'all';
/** In the order of their names, `;` comes right after `:`. */
const everyDm = { $gte: 'dm:', $lt: 'dm;' };

/** What the playground keeps, in collections of its own; makes what indexes are missing. */
export async function playgroundStore(connection: Connection): Promise<PlaygroundStore> {
  const { members, messages, files, marks, counters } = playgroundModels(connection);
  for (const model of [members, messages, files, marks, counters]) await createIndexes(model);
  const serially = queue();

  async function nextRev(): Promise<number> {
    const counter = await counters
      .findOneAndUpdate({ _id: 'rev' }, { $inc: { value: 1 } }, { upsert: true, returnDocument: 'after' })
      .lean<CounterDocument>();
    return (counter as CounterDocument).value;
  }

  const change = (id: string, content: MessageContent, set: Partial<MessageDocument>) =>
    serially(async (): Promise<PlaygroundMessage | undefined> => {
      const found = await messages
        .findOneAndUpdate(
          { _id: id, removedAt: null },
          { $set: { ...set, ...derivedFrom(content), content, rev: await nextRev() } },
          { returnDocument: 'before' },
        )
        .lean<MessageDocument>();
      if (!found) return undefined;
      await dropFiles(found.files);
      const changed = await messages.findOne({ _id: id }).lean<MessageDocument>();
      return changed ? messageOf(changed) : undefined;
    });

  /** Those that no message shows any more. */
  async function dropFiles(ids: readonly string[]): Promise<void> {
    for (const id of ids) if (!(await messages.exists({ files: id }))) await files.deleteOne({ _id: id });
  }

  const findByKey = async (key: string): Promise<PlaygroundMessage | undefined> => {
    const found = await messages.findOne({ key }).lean<MessageDocument>();
    return found ? messageOf(found) : undefined;
  };

  return {
    async addMember({ id, ...rest }) {
      const isOrganiser = rest.isOrganiser || !(await members.exists({}));
      const document: MemberDocument = { _id: id, ...rest, isOrganiser, nameKey: nameKey(rest.name) };
      try {
        await members.create(document);
        return { ok: true, member: memberOf(document) };
      } catch (error) {
        if (isDuplicate(error)) return { ok: false, code: 'name-taken' };
        throw error;
      }
    },
    async removeMember(id) {
      await members.deleteOne({ _id: id });
    },
    async members() {
      const found = await members.find().lean<MemberDocument[]>();
      return found.map(memberOf).sort((a, b) => a.joinedAt - b.joinedAt || (a.name < b.name ? -1 : 1));
    },
    async findMember(id) {
      const found = await members.findOne({ _id: id }).lean<MemberDocument>();
      return found ? memberOf(found) : undefined;
    },
    async findMemberByName(name) {
      const found = await members.findOne({ nameKey: nameKey(name) }).lean<MemberDocument>();
      return found ? memberOf(found) : undefined;
    },
    async setDmOpen(id, open) {
      await members.updateOne({ _id: id }, { $set: { dmOpen: open } });
    },

    addMessage: ({ id, visibleTo, ...rest }) =>
      serially(async () => {
        const known = await findByKey(rest.key);
        if (known) return { message: known, fresh: false };
        const rev = await nextRev();
        const document: MessageDocument = {
          _id: id,
          ...rest,
          audience: visibleTo ?? everybody,
          ...derivedFrom(rest.content),
          seq: rev,
          rev,
        };
        try {
          await messages.create(document);
        } catch (error) {
          const first = isDuplicate(error) ? await findByKey(rest.key) : undefined;
          if (!first) throw error;
          return { message: first, fresh: false };
        }
        return { message: messageOf(document), fresh: true };
      }),
    replaceContent: (id, content, at) => change(id, content, { editedAt: at }),
    removeMessage: (id, at) => change(id, { code: 'removed', text: '' }, { removedAt: at }),
    forgetTalk: (member) =>
      serially(async () => {
        const toOthers = {
          'content.namesOthers': true as const,
          audience: trusted({ $nin: [everybody, member] }),
        };
        const inDms = { 'content.namesOthers': true as const, channel: trusted(everyDm) };
        for (const filter of [{ channel: dmChannel(member) }, { audience: member }, toOthers, inDms]) {
          const gone = await messages.find(filter).select({ files: 1 }).lean<MessageDocument[]>();
          await messages.deleteMany(filter);
          await dropFiles(gone.flatMap((it) => it.files));
        }
        await messages.updateMany({ 'answers.member': member }, { $unset: { answers: 1 } });
      }),
    async findMessage(id) {
      const found = await messages.findOne({ _id: id }).lean<MessageDocument>();
      return found ? messageOf(found) : undefined;
    },
    findMessageByKey: findByKey,
    async findByAction(action, limit) {
      const found = await messages
        .find({ actions: action })
        .sort({ seq: -1 })
        .limit(limit)
        .lean<MessageDocument[]>();
      return found.map(messageOf);
    },
    async listMessages({ channel, viewer, before, limit }) {
      const found = await messages
        .find({
          channel,
          ...(viewer && { audience: trusted({ $in: [everybody, viewer] }) }),
          ...(before !== undefined && { seq: trusted({ $lt: before }) }),
          removedAt: null,
        })
        .sort({ seq: -1 })
        .limit(limit)
        .lean<MessageDocument[]>();
      return found.map(messageOf).reverse();
    },
    async changesAfter(rev, limit) {
      const found = await messages
        .find({ rev: trusted({ $gt: rev }) })
        .sort({ rev: 1 })
        .limit(limit)
        .lean<MessageDocument[]>();
      return found.map(messageOf);
    },
    async lastRev() {
      return (await counters.findOne({ _id: 'rev' }).lean<CounterDocument>())?.value ?? 0;
    },

    async markRead(member, channel, seq) {
      await marks.updateOne(
        { _id: `${member}:${channel}` },
        { $max: { seq }, $setOnInsert: { member, channel } },
        { upsert: true },
      );
    },
    async readMarks(member) {
      const found = await marks.find({ member }).lean<MarkDocument[]>();
      return new Map(found.map((it) => [it.channel, it.seq]));
    },
    async countUnread(member, channel, seq, limit) {
      const found = await messages
        .find({
          channel,
          audience: trusted({ $in: [everybody, member] }),
          seq: trusted({ $gt: seq }),
          author: trusted({ $ne: member }),
          removedAt: null,
        })
        .select({ _id: 1 })
        .limit(limit)
        .lean();
      return found.length;
    },

    async putFile({ id, name, contentType, bytes }) {
      await files.updateOne(
        { _id: id },
        { $setOnInsert: { name, contentType, bytes: Buffer.from(bytes) } },
        { upsert: true },
      );
    },
    async findFile(id) {
      const found = await files.findOne({ _id: id }).lean<FileDocument>();
      return found ? fileOf(found) : undefined;
    },
  };
}

function memberOf({ _id, nameKey: _, ...rest }: MemberDocument): PlaygroundMember {
  return { id: _id, ...rest };
}

function messageOf({ _id, audience, actions: _, files: __, ...rest }: MessageDocument): PlaygroundMessage {
  return { id: _id, ...rest, ...(audience !== everybody && { visibleTo: audience }) };
}

/** The driver hands out its own Binary where a lean document is asked for. */
function fileOf({ _id, name, contentType, bytes }: FileDocument): PlaygroundFile {
  const raw: unknown = bytes;
  const plain = raw instanceof Uint8Array ? raw : (raw as { buffer: Uint8Array }).buffer;
  return { id: _id, name, contentType, bytes: new Uint8Array(plain) };
}

/** What is looked up by: the buttons that a message carries, the files that it shows. */
function derivedFrom({ buttons, select, picture, file }: MessageContent) {
  const actions = [...(buttons ?? []).flat().map((it) => it.action), ...(select ? [select.action] : [])];
  return {
    actions: [...new Set(actions)],
    files: [...(picture ? [picture.file] : []), ...(file ? [file.file] : [])],
  };
}

/** Runs one after the other, whatever the earlier ones came to. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
