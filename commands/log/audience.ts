import type { Context } from '../../src/chat/context.ts';
import type { Choice, FormField } from '../../src/chat/reply.ts';
import { prospect } from '../../src/core/account/present.ts';
import type { Audience, Community } from '../../src/core/people/index.ts';
import type { KeptPrivate } from '../../src/messages/who-sees.ts';
import { excerpt } from '../../src/messages/words.ts';
import { whoSees } from './typed-facts.ts';

/** A select of 25 choices is what every platform takes; *Only me* is one of them. */
const communitiesAtMost = 24;

/** What a form that logs an entry asks about who sees it (R45). */
export interface AudienceAsked {
  /** Absent where there is no community to choose: then nobody else could see it. */
  readonly field?: FormField;
  /**
   * What the form carries unseen: `private` or `community` where that was typed beside the command, else the id of the community
   * that the form was preset to, else nothing.
   */
  readonly carried: string;
}

/** Who an entry from a form goes to; `kept`: why it stays its author's although the form named a community. */
export interface AudienceChosen {
  readonly audience?: Audience;
  /** The community that sees it, named in the form. */
  readonly agreed?: Community;
  readonly kept?: KeptPrivate;
}

/** Where an entry from here can go, and where it goes unless its author says otherwise. */
async function inForce(
  context: Context,
): Promise<{ readonly communities: readonly Community[]; readonly preset?: Community }> {
  const { community, person } = context;
  if (community) {
    const shares = prospect(context).member?.audience === 'community';
    return { communities: [community], ...(shares && { preset: community }) };
  }
  if (!person) return { communities: [] };
  const sees = await whoSees(person, context.services.stores);
  return { communities: sees.communities, ...(sees.community && { preset: sees.community }) };
}

/**
 * The field that asks who sees an entry: *Only me*, or one of the communities that it can go to from here. It is preset to what
 * is in force for its author here: in a community to what they chose there, elsewhere to what they agreed to for their DM.
 * `carried`: what was typed beside the command, or what a form that is opened once more carried already.
 */
export async function askAudience(context: Context, carried = ''): Promise<AudienceAsked> {
  const { communities, preset } = await inForce(context);
  if (communities.length === 0) return { carried };
  const [only] = communities.length === 1 ? communities : [];
  const wanted = carried === 'community' ? (context.community ?? preset ?? only)?.id : carried || preset?.id;
  const value = communities.some((it) => it.id === wanted) ? (wanted as string) : 'private';
  const first = communities.filter((it) => it.id === value);
  const shown = [...first, ...communities.filter((it) => it.id !== value)].slice(0, communitiesAtMost);
  const choices: Choice[] = communities
    .filter((it) => shown.includes(it))
    .map(({ id, name }) => ({ value: id, label: excerpt(name, 60) }));
  return {
    field: {
      name: 'audience',
      label: 'Who can see it?',
      kind: 'choice',
      required: true,
      choices: [{ value: 'private', label: 'Only me' }, ...choices],
      value,
    },
    carried: carried || (preset?.id ?? ''),
  };
}

/**
 * Who sees what was typed into a form. What was chosen in it holds. A form that was preset to a community is no consent any more
 * once its author stopped sharing there, nor once they or the bot left it: then the entry stays theirs, and the reason is told.
 */
export async function readAudience(
  value: string | undefined,
  carried: string,
  context: Context,
): Promise<AudienceChosen> {
  const wanted = value || carried;
  if (wanted === '') return {};
  if (wanted === 'private' || wanted === 'community') return { audience: wanted };
  const { communities, preset } = await inForce(context);
  const agreed = communities.find((it) => it.id === wanted);
  if (!agreed) {
    const left = (await context.services.stores.communities.find(wanted))?.name ?? 'that community';
    return { audience: 'private', kept: { left } };
  }
  if (wanted === carried && preset?.id !== wanted)
    return { audience: 'private', kept: { withdrawn: agreed.name } };
  return { audience: 'community', agreed };
}
