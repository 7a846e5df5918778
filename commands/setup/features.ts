import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code, joined, md } from '../../src/chat/markdown.ts';
import type { Answer, Button } from '../../src/chat/reply.ts';
import { type Feature, features, isFeatureOn } from '../../src/core/people/index.ts';
import { here, save } from './community.ts';

/** The features of the commands that there are, in the table's order. */
const availableFeatures = ({ services: { commands } }: Context): Feature[] =>
  (Object.keys(features) as Feature[]).filter((it) => commands.some(({ feature }) => feature === it));

const commandsOf = (feature: Feature, { services: { commands }, commandName }: Context) =>
  joined(
    commands.filter((it) => it.feature === feature).map((it) => code(commandName(it.name))),
    ', ',
  );

/** What can be switched on and off here, with a button each. */
export async function showFeatures(context: Context): Promise<Answer> {
  const community = here(context);
  const available = availableFeatures(context);
  return privately(
    'features',
    joined([
      md`**Features of ${community.name}**`,
      ...available.map(
        (it) =>
          md`- **${features[it].title}** (${isFeatureOn(it, community) ? 'on' : 'off'}): ${features[it].summary}. Commands: ${commandsOf(it, context)}`,
      ),
    ]),
    { buttons: [available.map((it) => switchButton(it, !isFeatureOn(it, community)))] },
  );
}

const switchButton = (feature: Feature, on: boolean): Button => ({
  label: `Turn ${on ? 'on' : 'off'}: ${features[feature].title}`,
  ...(on && { style: 'primary' as const }),
  action: { name: 'setup.feature', args: [feature, on ? 'on' : 'off'] },
});

/** Switches a feature, and offers to switch it back. */
export async function switchFeature(name: string, on: boolean, context: Context): Promise<Answer> {
  const feature = availableFeatures(context).find((it) => it === name);
  if (feature === undefined) return showFeatures(context);
  const community = await save(context, (current) => {
    const others = (current.features ?? []).filter((it) => it !== feature);
    return { ...current, features: on ? [...others, feature] : others };
  });
  context.services.featuresChanged(community);
  const commands = commandsOf(feature, context);
  return privately(
    'setup-changed',
    on
      ? md`**${features[feature].title}** is on. Everyone here can use ${commands} now.`
      : md`**${features[feature].title}** is off: ${commands} can't be used. Stored data is kept and comes back when you turn it on again.`,
    { buttons: [[switchButton(feature, !on)]] },
  );
}
