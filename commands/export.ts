import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, md } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import { formatDay } from '../src/core/calendar/index.ts';
import type { Entry } from '../src/core/log/index.ts';
import { todayOf } from '../src/core/people/index.ts';
import type { DeliveryKind } from '../src/core/reminders/index.ts';
import { type ExportFormat, exportFile } from '../src/messages/export.ts';
import { count } from '../src/messages/words.ts';
import { exportedMemberSettings, exportedSettings } from '../src/settings/exported.ts';

export default {
  name: 'export',
  summary: 'Your log as a file: JSON, CSV or Markdown',
  group: 'account',
  leaf: leaf({
    summary: 'Your log as a file; JSON holds everything that is stored about you',
    options: {
      format: {
        kind: 'choice',
        summary: 'JSON (the default), CSV or Markdown',
        choices: [
          { value: 'json', label: 'JSON' },
          { value: 'csv', label: 'CSV' },
          { value: 'markdown', label: 'Markdown' },
        ],
      },
    },
    run: ({ format }, context) => write((format as ExportFormat | undefined) ?? 'json', context),
  }),
  actions: { json: { run: (_args, context) => write('json', context) } },
} satisfies Command;

/** What is sent to a person by itself. Deliveries are kept for 90 days, so there are never more of a kind. */
const sentKinds = [
  'prompt',
  'nudge',
  'snooze-1',
  'snooze-2',
  'snooze-3',
  'follow-up',
  'share',
] as const satisfies DeliveryKind[];
const messagesKept = 10_000;

async function write(format: ExportFormat, context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores },
  } = context;
  if (!person)
    return privately(
      'nothing-stored',
      md`I hold nothing of yours yet. ${code(context.commandName('log'))} would change that.`,
    );
  const entries: Entry[] = [];
  const deleted: Entry[] = [];
  for await (const entry of stores.entries.all(person.id))
    (entry.deletedAt === undefined ? entries : deleted).push(entry);
  const memberships = await stores.members.listOfPerson(person.id);
  const members = await Promise.all(
    memberships.map(async (it) => ({
      ...it,
      settings: exportedMemberSettings(it),
      community: (await stores.communities.find(it.communityId))?.name ?? '',
    })),
  );
  const [chains, cards, ...messages] = await Promise.all([
    stores.chains.all(person.id),
    stores.cards.all(person.id),
    ...sentKinds.map((kind) => stores.deliveries.latest(person.id, kind, messagesKept)),
  ]);
  const file = exportFile(format, {
    person,
    settings: exportedSettings(person),
    members,
    entries,
    chains,
    cards,
    deleted,
    messages: messages.flat(),
    today: formatDay(todayOf(person, now)),
  });
  return privately(
    'exported',
    md`Here is your log: ${count(entries.length, 'entry', 'entries')}. Only you get this file.`,
    { file },
  );
}
