import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, md } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import { formatDay } from '../src/core/calendar/index.ts';
import { todayOf } from '../src/core/people/index.ts';
import { collectPersonalData } from '../src/core/personal-data/index.ts';
import { type ExportFormat, exportFile } from '../src/messages/export.ts';
import { count } from '../src/messages/words.ts';
import { exportedMemberSettings, exportedSettings } from '../src/settings/exported.ts';

export default {
  name: 'export',
  summary: 'Your log as a file: JSON, CSV or Markdown',
  group: 'account',
  leaf: leaf({
    summary: 'Your log as a file; JSON has everything stored about you',
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

const settings = { ofPerson: exportedSettings, ofMember: exportedMemberSettings };

async function write(format: ExportFormat, context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores },
  } = context;
  if (!person)
    return privately(
      'nothing-stored',
      md`I don't have anything of yours yet. Start with ${code(context.commandName('log'))}.`,
    );
  const data = await collectPersonalData(stores, person.id);
  const file = exportFile(format, data, settings, formatDay(todayOf(person, now)));
  const logged = data.entries.filter((it) => it.deletedAt === undefined).length;
  return privately(
    'exported',
    md`Here is your log: ${count(logged, 'entry', 'entries')}. Only you can see this file.`,
    { file },
  );
}
