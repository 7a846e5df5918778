import type { KindQuestions } from './question.ts';

export const migrationQuestions: KindQuestions = {
  first: [
    {
      when: /does not exist|no such table|42P01|UndefinedTable|P2021/i,
      ask: 'Which database and schema is the program connected to, and which tables does that one really hold?',
    },
    {
      when: /column|42703/i,
      ask: 'In which migration is this column made, and does the list of applied ones in this database include it?',
    },
    {
      when: /already exists|not empty|P3005|42P07/i,
      ask: 'What was in this database before the migration ran, and who put it there?',
    },
    {
      when: /failed migrations|P3009/i,
      ask: 'At which statement did the earlier migration stop, and what of it stayed behind?',
    },
    'Which migrations does the database itself say have been applied?',
  ],
  deeper: [
    {
      when: /test|ci|pipeline|fresh/i,
      ask: 'In a brand-new database, in which order do the steps run, and which one needs this table first?',
    },
    {
      when: /env|url|database/i,
      ask: 'What makes you sure that the migration and the program look at the same database?',
    },
    {
      when: /capital|case|quote|schema|public/i,
      ask: 'How is the name spelled where it is created, and how where it is asked for?',
    },
    {
      when: /by hand|manual/i,
      ask: 'Which change reached the database without a migration that tells the others about it?',
    },
    'What differs between the database where this works and the one where it does not?',
    'What runs first in your start-up, the program or the migration, and what enforces that?',
  ],
  observations: [
    {
      first: 'the migration never ran',
      second: 'it ran against another database',
      observation: 'which tables the database lists over the very connection that the program uses',
    },
    {
      first: 'the names differ in case or schema',
      second: 'the table is not there',
      observation: 'the full list of tables with their schemas',
    },
  ],
  checks: [
    'which migrations the target database lists as applied',
    'that migration and program use the same address',
  ],
};
