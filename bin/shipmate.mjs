#!/usr/bin/env node
import { register } from 'tsx/esm/api';

register();
const { run } = await import('../src/operate/cli.ts');
process.exit(await run(process.argv.slice(2)));
