import { md } from '../../chat/markdown.ts';
import { formatTimeOfDay, parseTimeOfDay } from '../../core/calendar/index.ts';
import { type CommunityDefaults, withStep } from '../../core/people/index.ts';
import { communitySetting, type ParsedInput } from '../setting.ts';
import { wrongTime } from './wrong-time.ts';

export const defaults = communitySetting({
  scope: 'community',
  summary: 'The defaults for people who join',
  options: {
    prompt: { kind: 'text', summary: 'Prompt time: 09:00', maxLength: 20, example: '09:00' },
    audience: {
      kind: 'choice',
      summary: 'Who can see entries, unless they choose otherwise',
      choices: [
        { value: 'private', label: 'only themselves' },
        { value: 'community', label: 'this community' },
      ],
    },
  },
  parse({ prompt, audience }): ParsedInput<Partial<CommunityDefaults>> {
    const promptTime = prompt === undefined ? undefined : parseTimeOfDay(prompt);
    if (prompt !== undefined && promptTime === undefined)
      return { refused: wrongTime(prompt, '09:00 or 9am') };
    const isKnown = audience === 'community' || audience === 'private';
    return { value: { ...(promptTime !== undefined && { promptTime }), ...(isKnown && { audience }) } };
  },
  apply(community, value) {
    const changed = { ...community, defaults: { ...community.defaults, ...value } };
    return value.audience === undefined ? changed : withStep(changed, 'audience');
  },
  confirm: ({ defaults: { promptTime, audience } }) =>
    md`New members start with a prompt at **${formatTimeOfDay(promptTime)}** and entries that are **${audience === 'community' ? 'shared with the community' : 'private'}**. They can change both. Current members keep what they have.`,
  show: ({ defaults: { promptTime, audience } }) =>
    md`Defaults for new members: prompt at **${formatTimeOfDay(promptTime)}**, entries **${audience === 'community' ? 'shared' : 'private'}**`,
});
