import type { Answer, FakeUser } from '../../../../fakes/slack/index.ts';
import type { Walk } from './walk.ts';

/** Two accounts become one person, and part again. */
export async function walkLinking({ hands, member }: Walk): Promise<void> {
  const codeOf = (made: Answer): string => /\b[A-Z2-9]{8}\b/.exec(made.text)?.[0] ?? 'none';
  /** Up to the question whether that is them. */
  const typed = async (maker: FakeUser, typer: FakeUser): Promise<Answer> =>
    hands.says(typer, `link ${codeOf(await hands.says(maker, 'link'))}`);

  const [fay, gus, jan, tim] = [
    await member('fay-links'),
    await member('gus-links'),
    await member('jan-links'),
    await member('tim-links'),
  ];
  for (const user of [fay, gus, jan]) await hands.says(user, `log by ${user.record.name}`);
  const code = codeOf(await hands.says(fay, 'link'));
  await hands.says(fay, `link ${code}`);
  for (let time = 0; time < 6; time++) await hands.says(tim, 'link ABCD2345');
  await hands.uses(gus, await hands.says(gus, `link ${code}`), 'link.cancel');
  await hands.uses(gus, await typed(fay, gus), 'link.agree');
  const question = await hands.says(fay, 'link');
  await hands.uses(fay, question, 'link.decline');
  await hands.uses(fay, question, 'link.decline');
  await hands.uses(fay, question, 'link.confirm');
  const agreeing = await typed(fay, gus);
  await hands.uses(gus, agreeing, 'link.agree');
  await hands.uses(gus, agreeing, 'link.agree');
  const linked = await hands.uses(fay, await hands.says(fay, 'link'), 'link.confirm');
  await hands.uses(fay, linked, 'link.dm');
  await hands.says(gus, 'log as one');
  const unlinking = async (user: FakeUser) => hands.uses(user, await hands.says(user, 'link'), 'link.unlink');
  await hands.uses(fay, await unlinking(fay), 'link.unlink-keep');
  await hands.says(gus, `link ${codeOf(await hands.says(jan, 'link'))}`);
  await hands.uses(jan, await typed(fay, jan), 'link.agree');
  await hands.uses(fay, await hands.says(fay, 'link'), 'link.confirm');
  await hands.uses(fay, await unlinking(fay), 'link.unlink-ask');
  const shown = await hands.says(jan, 'link');
  const parting = await hands.uses(jan, shown, 'link.unlink');
  await hands.uses(jan, parting, 'link.unlink-confirm');
  await hands.uses(jan, parting, 'link.unlink-confirm');
  await hands.uses(jan, shown, 'link.unlink');
  await hands.says(jan, 'unlink');
  await hands.says(jan, 'log by myself again');
}
