import type { KindQuestions } from './question.ts';

export const fileSystemQuestions: KindQuestions = {
  first: [
    {
      when: /watch/i,
      ask: 'How many files is the program asked to watch, and which folder brings most of them?',
    },
    { when: /ENOSPC|no space/i, ask: 'What is full: the disk, or a limit that only sounds like one?' },
    { when: /package\.json/i, ask: 'In which folder was the command run, and in which one is the file?' },
    { when: /EMFILE|too many open/i, ask: 'Which files are still open, and who was meant to close them?' },
    { when: /spawn/i, ask: 'Which program should be started, and where would the system look for it?' },
    {
      when: /ENOENT|no such file/i,
      ask: 'What is the full path that it tried, and which part of that path is the first that does not exist?',
    },
    'From which folder does the program run when it looks for {name}?',
  ],
  deeper: [
    {
      when: /relative|\.\/|cwd|folder/i,
      ask: 'Relative to what is this path read, and does that change with how the program is started?',
    },
    {
      when: /docker|container|volume/i,
      ask: 'Which of the files on your disk exist inside the container, and what put them there?',
    },
    {
      when: /deploy|server|build|dist/i,
      ask: 'Which step was supposed to put the file there, and did it run?',
    },
    { when: /name|case|capital|space/i, ask: 'How is the name spelled on the disk, character by character?' },
    'Who creates this file or folder, and what happens when that has not happened yet?',
    'What is in that folder at the moment it fails?',
  ],
  observations: [
    {
      first: 'the file is missing',
      second: 'the path is looked up from elsewhere',
      observation: 'the full path printed together with the current folder',
    },
    {
      first: 'a limit is reached',
      second: 'the disk is full',
      observation: 'the free space next to the limit that the message names',
    },
  ],
  checks: ['the full path that the program tries', 'the folder from which a command is run'],
};
