import { dmChannel, dmOwner, nameKey } from '../../src/platforms/playground/limits.ts';
import type {
  MessageContent,
  PlaygroundFile,
  PlaygroundMember,
  PlaygroundMessage,
  PlaygroundStore,
} from '../../src/platforms/playground/ports.ts';

/** The playground's store in memory; held to the same suite as the real one. */
export function memoryPlaygroundStore(): PlaygroundStore {
  const members = new Map<string, PlaygroundMember>();
  const messages = new Map<string, PlaygroundMessage>();
  const files = new Map<string, PlaygroundFile>();
  const marks = new Map<string, Map<string, number>>();
  let rev = 0;

  const all = () => [...messages.values()].sort((a, b) => a.seq - b.seq);
  const sees = (message: PlaygroundMessage, viewer: string | undefined) =>
    message.removedAt === undefined &&
    (viewer === undefined || !message.visibleTo || message.visibleTo === viewer);
  const filesOf = ({ picture, file }: MessageContent) => [picture?.file, file?.file];
  const dropFiles = (content: MessageContent) => {
    for (const id of filesOf(content))
      if (id && !all().some((it) => filesOf(it.content).includes(id))) files.delete(id);
  };
  const change = async (id: string, set: Partial<PlaygroundMessage>) => {
    const known = messages.get(id);
    if (!known || known.removedAt !== undefined) return undefined;
    const changed = { ...known, ...set, rev: ++rev };
    messages.set(id, changed);
    dropFiles(known.content);
    return changed;
  };

  return {
    async addMember(member) {
      if ([...members.values()].some((it) => nameKey(it.name) === nameKey(member.name)))
        return { ok: false, code: 'name-taken' };
      const added = { ...member, isOrganiser: member.isOrganiser || members.size === 0 };
      members.set(member.id, added);
      return { ok: true, member: added };
    },
    removeMember: async (id) => void members.delete(id),
    members: async () => [...members.values()].sort((a, b) => a.joinedAt - b.joinedAt),
    findMember: async (id) => members.get(id),
    findMemberByName: async (name) => [...members.values()].find((it) => nameKey(it.name) === nameKey(name)),
    async setDmOpen(id, dmOpen) {
      const member = members.get(id);
      if (member) members.set(id, { ...member, dmOpen });
    },

    async addMessage(message) {
      const known = [...messages.values()].find((it) => it.key === message.key);
      if (known) return { message: known, fresh: false };
      rev += 1;
      const added = { ...message, seq: rev, rev };
      messages.set(added.id, added);
      return { message: added, fresh: true };
    },
    replaceContent: (id, content, editedAt) => change(id, { content, editedAt }),
    removeMessage: (id, removedAt) => change(id, { content: { code: 'removed', text: '' }, removedAt }),
    async forgetTalk(member) {
      for (const it of all()) {
        const { answers, ...rest } = it;
        const isForOne = it.visibleTo !== undefined || dmOwner(it.channel) !== undefined;
        const namesThem = isForOne && it.content.namesOthers === true;
        if (it.channel === dmChannel(member) || it.visibleTo === member || namesThem) {
          messages.delete(it.id);
          dropFiles(it.content);
        } else if (answers?.member === member) messages.set(it.id, rest);
      }
    },
    findMessage: async (id) => messages.get(id),
    findMessageByKey: async (key) => all().find((it) => it.key === key),
    findByAction: async (action, limit) =>
      all()
        .filter((it) => actionsOf(it.content).includes(action))
        .reverse()
        .slice(0, limit),
    listMessages: async ({ channel, viewer, before, limit }) =>
      all()
        .filter((it) => it.channel === channel && sees(it, viewer) && it.seq < (before ?? Infinity))
        .slice(-limit),
    changesAfter: async (after, limit) =>
      [...messages.values()]
        .filter((it) => it.rev > after)
        .sort((a, b) => a.rev - b.rev)
        .slice(0, limit),
    lastRev: async () => rev,

    async markRead(member, channel, seq) {
      const own = marks.get(member) ?? new Map<string, number>();
      marks.set(member, own.set(channel, Math.max(seq, own.get(channel) ?? 0)));
    },
    readMarks: async (member) => marks.get(member) ?? new Map(),
    countUnread: async (member, channel, seq, limit) =>
      all()
        .filter((it) => it.channel === channel && sees(it, member) && it.seq > seq && it.author !== member)
        .slice(0, limit).length,

    async putFile(file) {
      if (!files.has(file.id)) files.set(file.id, file);
    },
    findFile: async (id) => files.get(id),
  };
}

const actionsOf = ({ buttons, select }: MessageContent): string[] => [
  ...(buttons ?? []).flat().map((it) => it.action),
  ...(select ? [select.action] : []),
];
