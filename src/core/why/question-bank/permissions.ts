import type { KindQuestions } from './question.ts';

export const permissionsQuestions: KindQuestions = {
  first: [
    {
      when: /node_modules|npm|global/i,
      ask: 'Who owns the folder that it wanted to write to, and as whom did the command run?',
    },
    {
      when: /listen/i,
      ask: 'What is special about that port number on this system, and as which user does the program run?',
    },
    {
      when: /403|forbidden/i,
      ask: 'Who was recognised by this request, and which rule says what that one may do?',
    },
    { when: /EPERM/i, ask: 'Which other program could be holding that file right now?' },
    'As which user does the process run, and who owns what it wants to touch?',
    'Which operation was refused: reading, writing, listing, or running {name}?',
  ],
  deeper: [
    {
      when: /sudo|root|admin/i,
      ask: 'What was created while running with more rights than usual, and who owns it now?',
    },
    {
      when: /docker|container|volume/i,
      ask: 'Which user number does the container have, and which one owns the files outside?',
    },
    {
      when: /role|policy|iam|grant/i,
      ask: 'Which rule should allow it, and does that rule name this very resource?',
    },
    { when: /windows|antivirus|open/i, ask: 'What has that file open at this moment?' },
    'Since when does that owner or mode exist, and which step set it?',
    'What is the least right that this operation would need?',
  ],
  observations: [
    {
      first: 'the owner is wrong',
      second: 'the user is wrong',
      observation: 'the owner and mode of the path beside the user of the process',
    },
    {
      first: 'the rule is missing',
      second: 'the rule names something else',
      observation: 'the exact resource and action in the refusal',
    },
  ],
  checks: ['as which user a command runs', 'owner and mode of the path that was refused'],
};
