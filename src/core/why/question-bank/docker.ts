import type { KindQuestions } from './question.ts';

export const dockerQuestions: KindQuestions = {
  first: [
    {
      when: /port is already|Bind/i,
      ask: 'What already uses that port on your machine, a container or something else?',
    },
    { when: /daemon/i, ask: 'Is the service that runs the containers up, and who may talk to it?' },
    {
      when: /no such image|pull|manifest/i,
      ask: 'Where should this image come from, and does it exist there under that name and for this processor?',
    },
    {
      when: /COPY|ADD|not found/i,
      ask: 'Seen from the folder that is sent to the build, where is that file?',
    },
    { when: /exited|exit code/i, ask: 'What were the last lines that the container wrote before it ended?' },
    'Which of the containers is running, and which one only was?',
  ],
  deeper: [
    {
      when: /old|earlier|left|still/i,
      ask: 'Which container from an earlier start is still there, and why was it not removed?',
    },
    { when: /volume|data|mount/i, ask: 'What does that volume still hold from an earlier time?' },
    { when: /build|cache|layer/i, ask: 'From which step on was the image really built again?' },
    {
      when: /compose|network|service/i,
      ask: 'By which name does one service know the other, and on which port inside?',
    },
    {
      when: /env|variable/i,
      ask: 'At which moment is that setting needed, when building or when running, and when is it there?',
    },
    'Which step made the container what it is now, and when did that step last run?',
    'What is different inside the container from what you see on your machine?',
  ],
  observations: [
    {
      first: 'an older container holds it',
      second: 'another program holds it',
      observation: 'the list of all containers beside the list of listening ports',
    },
    {
      first: 'the image is old',
      second: 'the container is at fault',
      observation: 'the time at which the image was built',
    },
  ],
  checks: ['which containers are still there before starting', 'when the image was built'],
};
