/** A process with one recurring job that says that it began, and then hangs if it is told to. Arguments: URI, database, `hang` or `end`. */
import { startJobs } from '../../src/jobs/agenda.ts';
import { connect } from '../../src/store/connection.ts';

const [uri = '', database = '', how = 'end'] = process.argv.slice(2);
const connection = await connect(uri, database);
const silent = { info() {}, warn() {}, error: (facts: object, text: string) => console.error(text, facts) };
const jobs = await startJobs(
  connection,
  [
    {
      name: 'send-due',
      everyMs: 1_000,
      async run() {
        process.send?.('began');
        if (how === 'hang') await new Promise(() => undefined);
        process.send?.('ended');
      },
    },
  ],
  silent,
);
process.on('message', async () => {
  await jobs.stop();
  await connection.close();
  process.send?.('stopped');
  process.exit(0);
});
