import type { KindQuestions } from './question.ts';

export const connectionQuestions: KindQuestions = {
  first: [
    {
      when: /ECONNREFUSED|connection refused/i,
      ask: 'Which address and port did the program try, and what tells you that {tech} was listening exactly there at that moment?',
    },
    {
      when: /ETIMEDOUT|timed? ?out/i,
      ask: 'How long did it wait before it gave up, and is that wait the same length every time?',
    },
    {
      when: /ECONNRESET|hang up|closed|EPIPE/i,
      ask: 'Had the connection already carried a successful request before it broke, or did it break on the very first one?',
    },
    {
      when: /buffering timed out/i,
      ask: 'When that operation started, what had your code already been told about the state of the connection to {tech}?',
    },
    {
      when: /too many/i,
      ask: 'How many connections does one running copy of your program open, and how many copies are running?',
    },
    'From the same machine that the program runs on, what happens when you reach for {tech} with another client?',
    'Does it fail every time, or only for the first moments after everything starts?',
  ],
  deeper: [
    {
      when: /docker|container|compose/i,
      ask: 'Inside the container, what does the host name in your settings actually refer to?',
    },
    {
      when: /localhost|127\.0|::1/i,
      ask: 'From the point of view of the process that failed, which machine is “localhost”?',
    },
    {
      when: /start|order|ready|wait/i,
      ask: 'What does your program know about {tech} being ready, as opposed to merely started?',
    },
    {
      when: /port/i,
      ask: 'Where does the port number in use come from, and which other place could set it to something else?',
    },
    'Where does the program take the address of {tech} from, and what value does it really see when it runs?',
    'What stands between the program and {tech} that could turn the connection away?',
  ],
  observations: [
    {
      first: 'nothing listens at that address',
      second: 'something between the two turns the connection away',
      observation: 'whether another client on the same machine gets through to the same address and port',
    },
    {
      first: 'the address is wrong',
      second: 'the service was not ready yet',
      observation: 'whether the same attempt succeeds a minute later without any change',
    },
  ],
  checks: [
    'which address and port the program really uses, printed at start',
    'that the service answers from the place where the program runs',
  ],
};
