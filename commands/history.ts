import { type Command, leaf } from '../src/chat/command.ts';
import { editForm, openEdit, revert, submitEdit } from './history/edit.ts';
import { find, list, newest, older, show, suggestEntry } from './history/look.ts';
import { removePictures } from './history/pictures.ts';
import { askDelete, blank, remove, restore, undo, undoLast } from './history/remove.ts';
import { keepPrivate, share } from './history/share.ts';
import { suggestProject, suggestTag } from './log/suggest.ts';

const entryOption = {
  kind: 'text',
  summary: 'Which entry (the latest by default)',
  suggest: suggestEntry,
  free: true,
  maxLength: 100,
} as const;

export default {
  name: 'history',
  summary: 'Your log: browse, search, edit, delete, undo',
  group: 'first',
  subcommands: {
    list: leaf({
      summary: 'What you logged, newest first',
      options: {
        date: { kind: 'text', summary: 'Only one day: yesterday, monday, 2026-11-20', maxLength: 20 },
        project: { kind: 'text', summary: 'Only one project', maxLength: 80, suggest: suggestProject },
        tag: { kind: 'text', summary: 'Only one tag', maxLength: 33, suggest: suggestTag },
      },
      run: list,
    }),
    search: leaf({
      summary: 'Search text, projects and tags',
      options: {
        search: { kind: 'text', summary: 'Words to look for', free: true, required: true, maxLength: 200 },
      },
      run: ({ search }, context) => find(search, context),
    }),
    edit: leaf({
      summary: 'Edit an entry in a form',
      options: { entry: entryOption },
      opensForm: () => true,
      run: ({ entry }, context) => openEdit(entry, context),
    }),
    delete: leaf({
      summary: 'Delete an entry; you can restore it for 7 days',
      options: { entry: entryOption },
      run: ({ entry }, context) => askDelete(entry, context),
    }),
    undo: leaf({
      summary: 'Undo the last thing you logged',
      run: (_input, context) => undoLast(context),
    }),
  },
  actions: {
    show: { run: ([id], context, [selected]) => show(selected ?? id, context) },
    older: { run: older },
    newest: { run: newest },
    edit: { opensForm: true, run: ([id], context) => openEdit(id, context) },
    revert: { run: ([id = ''], context) => revert(id, context) },
    delete: { run: ([id], context) => askDelete(id, context) },
    remove: { run: ([id = ''], context) => remove(id, context) },
    blank: { run: ([id = ''], context) => blank(id, context) },
    undo: { run: ([id = ''], context) => undo(id, context) },
    unpicture: { run: ([id = ''], context) => removePictures(id, context) },
    restore: { run: ([id = ''], context) => restore(id, context) },
    hide: { run: ([id = ''], context) => keepPrivate(id, context) },
    share: { run: ([id = '', communityId = ''], context) => share(id, communityId, context) },
  },
  forms: { edit: { form: editForm, run: submitEdit } },
} satisfies Command;
