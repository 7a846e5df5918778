#!/usr/bin/env node
import { run } from '../dist/program/cli.js';

process.exit(await run(process.argv.slice(2)));
