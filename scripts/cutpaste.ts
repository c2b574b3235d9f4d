#!/usr/bin/env node
/** The program `cutpaste`, from its sources (`npx tsx scripts/cutpaste.ts`) or compiled into the package (`scripts/build-program.mjs`). */
import { cutpaste } from './command-line/program.ts';

process.exitCode = await cutpaste(process.argv.slice(2));
