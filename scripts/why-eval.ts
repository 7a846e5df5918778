import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bankAsker, type WhyAsker } from '../src/core/why/index.ts';
import { modelAsker } from '../test/why-eval/model.ts';
import { errors, evaluate, interview } from '../test/why-eval/run.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
    asker: { type: 'string' },
    model: { type: 'boolean', default: false },
  },
});

/**
 * `--model`: the one at OPENAI_BASE_URL, as members meet it. `--asker FILE`: a module that exports `asker`, a `WhyAsker`.
 * Without either the bank is scored.
 */
async function chosenAsker(): Promise<WhyAsker> {
  if (values.model) {
    const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL = 'gpt-4o-mini' } = process.env;
    if (!OPENAI_API_KEY) throw new Error('--model needs OPENAI_API_KEY');
    const { asker, counts } = await modelAsker({
      apiKey: OPENAI_API_KEY,
      model: OPENAI_MODEL,
      ...(OPENAI_BASE_URL && { baseUrl: OPENAI_BASE_URL }),
    });
    process.on('exit', () =>
      console.error(`${counts.byModel} of ${counts.asked} questions were the model's`),
    );
    return asker;
  }
  if (values.asker === undefined) return bankAsker;
  const module: { readonly asker?: WhyAsker } = await import(pathToFileURL(resolve(values.asker)).href);
  if (!module.asker) throw new Error(`${values.asker} exports no \`asker\``);
  return module.asker;
}

const asker = await chosenAsker();
const rows = await evaluate(values.asker === undefined && !values.model ? 'bank' : 'model', asker);

if (values.show)
  for (const { error, questions } of await interview(asker)) {
    console.log(`\n${error.id}: ${error.errorText.split('\n')[0]}`);
    for (const [index, question] of questions.entries())
      console.log(`  ${question}\n    ${error.answers[index]}`);
  }

if (values.json) console.log(JSON.stringify(rows));
else {
  const width = Math.max(...Object.keys(rows).map((name) => name.length));
  console.log(`${errors.length} errors\n${'measure'.padEnd(width)}  value   bar`);
  for (const [name, { value, bar, ok }] of Object.entries(rows))
    console.log(`${name.padEnd(width)}  ${value.toFixed(3)}  ${bar.toFixed(2)}  ${ok ? 'ok' : 'FAILS'}`);
}
process.exitCode = Object.values(rows).every(({ ok }) => ok) ? 0 : 1;
