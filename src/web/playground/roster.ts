import type { Identity } from '../../core/people/index.ts';
import { channels, dmChannel, type PlaygroundMember, platform } from '../../platforms/playground/index.ts';
import type { PlaygroundHost } from '../ports.ts';
import { Problem } from '../problem.ts';

const unreadShown = 99;

/** Members by name or id, and how they are shown. */
export interface Roster {
  /** A `Problem` 404 when there is nobody of this name or id. */
  named(name: string): Promise<PlaygroundMember>;
  identity(member: PlaygroundMember): Identity;
  /** Looks a name up by id; one that is gone is "somebody". */
  names(): Promise<(id: string) => string>;
  json(member: PlaygroundMember): Promise<object>;
  unread(member: PlaygroundMember): Promise<ReadonlyMap<string, number>>;
}

export function roster({ store, zoneOf }: Pick<PlaygroundHost, 'store' | 'zoneOf'>): Roster {
  const identity = (member: PlaygroundMember): Identity => ({ platform, user: member.id });

  async function unread(member: PlaygroundMember): Promise<ReadonlyMap<string, number>> {
    const marks = await store.readMarks(member.id);
    const places = [...channels.map((it) => it.name), dmChannel(member.id)];
    const counts = await Promise.all(
      places.map((place) => store.countUnread(member.id, place, marks.get(place) ?? 0, unreadShown)),
    );
    return new Map(places.map((place, index) => [place, counts[index] as number]));
  }

  return {
    identity,
    unread,
    async named(name) {
      const found = (await store.findMemberByName(name)) ?? (await store.findMember(name));
      if (found) return found;
      throw new Problem(
        404,
        'no-such-member',
        `Nobody here is called "${name.slice(0, 40)}". POST /playground/api/members adds a member.`,
      );
    },
    async names() {
      const all = new Map((await store.members()).map((it) => [it.id, it.name]));
      return (id) => all.get(id) ?? 'somebody';
    },
    async json(member) {
      const dm = dmChannel(member.id);
      const read = (await store.readMarks(member.id)).get(dm) ?? 0;
      return {
        id: member.id,
        name: member.name,
        zone: (await zoneOf(identity(member))) ?? member.zone,
        colour: member.colour,
        organiser: member.isOrganiser,
        dmOpen: member.dmOpen,
        joinedAt: new Date(member.joinedAt).toISOString(),
        unreadDm: await store.countUnread(member.id, dm, read, unreadShown),
      };
    },
  };
}
