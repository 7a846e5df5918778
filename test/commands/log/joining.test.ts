import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TypedMessage } from '../../../src/chat/interaction.ts';
import type { RenderedReply } from '../../../src/chat/rendered.ts';
import { runs } from '../../deep.ts';
import { channelIn, openDmHouse } from './dm.ts';

const second = 1_000;
const lines = fc.integer({ min: 1, max: 3 });
const act = fc.oneof(
  fc.record({ does: fc.constant('write' as const), lines, minutes: fc.nat(3) }),
  fc.record({ does: fc.constant('join' as const) }),
  fc.record({ does: fc.constant('apart' as const) }),
  fc.record({ does: fc.constant('edit' as const), which: fc.nat(), lines }),
);

/** What one message gives to an entry. */
interface Part {
  readonly message: TypedMessage;
  text: string;
  readonly minutes: number;
}
/** An entry, by the messages that it holds. */
type Group = Part[];

const textOf = (group: Group): string => group.map((it) => it.text).join('\n');
const minutesOf = (group: Group): number => group.reduce((sum, it) => sum + it.minutes, 0);

test('however messages are joined, edited and taken apart, every word stands in one entry, once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
      const house = await openDmHouse();
      try {
        const ada = house.account();
        await ada.say('start zone:UTC time:11:00', channelIn('guild'));
        let groups: Group[] = [];
        let answer: RenderedReply | undefined;
        /** The joining that can be taken back at once. */
        let joined: { reply: RenderedReply; into: Group; later: Group } | undefined;
        let words = 0;
        const some = (count: number): string[] =>
          Array.from({ length: count }, () => `wrote the part number ${++words}`);

        for (const it of acts) {
          house.clock.at += 2 * second;
          if (it.does === 'write') {
            const [first, ...rest] = some(it.lines);
            const text = [first, ...rest].join('\n');
            answer = await ada.write(it.minutes > 0 ? `log ${text} minutes:${it.minutes}` : text);
            groups = [...groups, [{ message: ada.last(), text, minutes: it.minutes }]];
            joined = undefined;
          } else if (it.does === 'join') {
            const button = answer?.buttons?.flat().find(({ label }) => label === 'Add it to the one before');
            const [into, later] = groups.slice(-2);
            if (!button || !into || !later) continue;
            const reply = await ada.press(answer, button.label);
            expect(reply.code).toBe('joined');
            joined = { reply, into, later };
            groups = [...groups.slice(0, -2), [...into, ...later]];
            answer = undefined;
          } else if (it.does === 'apart') {
            if (!joined) continue;
            await ada.press(joined.reply, 'Take them apart');
            groups = [...groups.slice(0, -1), joined.into, joined.later];
            joined = undefined;
          } else {
            const parts = groups.flat();
            const part = parts[it.which % Math.max(1, parts.length)];
            if (!part) continue;
            const text = some(it.lines).join('\n');
            await ada.edit(part.message, part.minutes > 0 ? `log ${text} minutes:${part.minutes}` : text);
            part.text = text;
            joined = undefined;
          }
          const entries = await ada.entries();
          expect(entries.map((entry) => [entry.text, entry.minutes ?? 0]).sort()).toEqual(
            groups.map((group) => [textOf(group), minutesOf(group)]).sort(),
          );
        }
      } finally {
        await house.close();
      }
    }),
    runs(60),
  );
});
