import { drive, type Message } from './drive.ts';
import { printMessage } from './print.ts';
import { platformMessages, rareMessages } from './samples.ts';
import { tour } from './tour/index.ts';

const lead = `# The bot's messages

Every message of the bot with sample facts, made by \`npm run docs\` from \`scripts/docs/messages/tour/\`. Ada and Bob are members, Olga is
an organiser of the community Rust Lisbon on Discord; Ada is on Slack, too. Headings are the codes of the replies; buttons are
shown as \`[Button]\`. An answer is seen by its reader alone unless it says otherwise.`;

/** docs/messages.md: each code once in an area, and again where a note says what is special. */
export async function messagesPage(): Promise<string> {
  const areas: string[] = [];
  for (const area of tour) areas.push(section(area.title, await drive(area)));
  const rest = [section('Seldom', rareMessages), section('On one platform alone', platformMessages)];
  return `${[lead, ...areas, ...rest].join('\n\n')}\n`;
}

function section(title: string, messages: readonly Message[]): string {
  const printed = new Set<string>();
  const shown = messages.filter(({ code, note }) => {
    const isNew = !printed.has(code);
    printed.add(code);
    return isNew || note !== undefined;
  });
  return [`## ${title}`, ...shown.map(printMessage)].join('\n\n');
}
