import { instantOf } from './reminders/local-time.ts';
import type { Action, Button, Cadence, Person, Population } from './types.ts';

/** What a member does in the chat: writes a line, or presses a button of the newest reminder that has it. */
export type ChatInput = { readonly say: string } | { readonly press: Button };

/** One moment of a simulation. While the process is down there are no inputs. */
export type Step =
  | { readonly at: string; readonly kind: 'input'; readonly person: Person; readonly input: ChatInput }
  | { readonly at: string; readonly kind: 'down' | 'up' };

/** Everything that happens to the system, in time order. No two inputs share an instant. */
export function stepsOf(population: Population): Step[] {
  const steps: Step[] = population.downtimes.flatMap(({ from, to }) => [
    { at: from, kind: 'down' },
    { at: to, kind: 'up' },
  ]);
  for (const person of population.people) {
    if (instantOf(person.joinedAt) >= instantOf(population.from))
      steps.push({ at: person.joinedAt, kind: 'input', person, input: joining(person) });
    for (const action of person.actions)
      steps.push({ at: action.at, kind: 'input', person, input: inputOf(action) });
  }
  return steps.sort((a, b) => instantOf(a.at) - instantOf(b.at));
}

const joining = ({ zone, promptTime }: Person): ChatInput => ({
  say: `/start zone:${zone} time:${timeOfDay(promptTime)} audience:community`,
});

/** An action as the line or the press that does it. */
export function inputOf(action: Action): ChatInput {
  switch (action.kind) {
    case 'press':
      return { press: action.button };
    case 'log':
      return { say: `/log Shipped a piece of it${action.daysAgo === 0 ? '' : ` date:-${action.daysAgo}`}` };
    case 'command':
      return { say: `/${action.name}` };
    case 'start':
      // With an option no form opens.
      return { say: '/start audience:community' };
    case 'stop':
      return { say: '/stop' };
    case 'prompt-time':
      return { say: `/settings prompt:${timeOfDay(action.time)}` };
    case 'zone':
      return { say: `/settings zone:${action.zone}` };
    case 'day-start':
      return { say: `/settings day-start:${timeOfDay(action.dayStart)}` };
    case 'cadence':
      return { say: `/settings cadence:"${cadenceText(action.cadence)}"` };
    case 'nudge':
      return { say: `/settings nudge:${action.on ? 'on' : 'off'}` };
    case 'nudge-time':
      return { say: `/settings nudge:${timeOfDay(action.time)}` };
    case 'rest':
      return { say: `/rest ${action.date}` };
    case 'pause':
      return { say: action.until ? `/pause until:${action.until}` : '/pause' };
    case 'resume':
      return { say: '/pause resume:yes' };
  }
}

/** '09:05' */
const timeOfDay = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const cadenceText = (cadence: Cadence): string =>
  cadence.kind === 'weekly'
    ? `${cadence.target} a week`
    : cadence.days.map((day) => weekdays[day - 1]).join(' ');
