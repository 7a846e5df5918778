import { code, joined, type Markdown, md } from '../chat/markdown.ts';
import type { Member, Person } from '../core/people/index.ts';
import { allSettings } from './scopes.ts';
import type { Facts } from './setting.ts';

/** What the settings of one person are told from. */
export interface SettingsFacts extends Facts {
  readonly person: Person;
  /** The membership of the community around. */
  readonly here: { readonly member: Member; readonly community: string } | undefined;
  /** A line that changes something. */
  readonly example: string;
}

/** Everything that a person can set, as it is now, and from when on what waits holds. */
export function settingsText({ person, here, example, ...facts }: SettingsFacts): Markdown {
  const lines: Markdown[] = [];
  for (const { setting } of allSettings) {
    if (setting.scope === 'member' && !here) continue;
    const shown =
      setting.scope === 'person'
        ? setting.show(person, facts)
        : here && setting.show(here.member, { ...facts, community: here.community });
    if (!shown) continue;
    const before = setting.sameLine && lines.pop();
    lines.push(before ? md`${before}; ${shown}` : md`- ${shown}`);
  }
  return joined([md`**Your settings**`, ...lines, md`Change anything like this: ${code(example)}.`]);
}
