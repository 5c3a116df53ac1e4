// Bundles the script and the style of the reports, and writes their hashes beside them.
//   node build.mjs            writes extractor/docreplay/report/assets
//   node build.mjs --compare  exits with 1 if what is there differs from what would be written
//   node build.mjs --tests    bundles the tests for `node --test`
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const assets = join(here, '../extractor/docreplay/report/assets');
const shared = { bundle: true, charset: 'utf8', legalComments: 'none', logLevel: 'warning' };

async function bundled(entry) {
  const options = { minify: true, write: false, target: ['es2022', 'chrome111', 'firefox113', 'safari16.4'] };
  const made = await build({ ...shared, ...options, absWorkingDir: here, entryPoints: [entry], format: 'iife' });
  return made.outputFiles[0].contents;
}

async function made() {
  const files = {
    'report.css': await bundled('style/report.css'),
    'report.js': await bundled('src/report/main.ts'),
    'workbench.css': await bundled('style/workbench.css'),
    'workbench.js': await bundled('src/workbench/main.ts'),
  };
  const sums = Object.entries(files).map(
    ([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`,
  );
  return { ...files, SHA256SUMS: Buffer.from(sums.join('')) };
}

function differing(files) {
  return Object.entries(files).filter(([name, bytes]) => {
    try {
      return !readFileSync(join(assets, name)).equals(Buffer.from(bytes));
    } catch {
      return true;
    }
  });
}

if (process.argv.includes('--tests')) {
  const tests = readdirSync(join(here, 'tests')).filter((name) => name.endsWith('.test.ts'));
  await build({
    ...shared,
    absWorkingDir: here,
    entryPoints: tests.map((name) => `tests/${name}`),
    outdir: 'build/tests',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    platform: 'node',
  });
} else {
  const files = await made();
  const different = differing(files);
  if (process.argv.includes('--compare')) {
    for (const [name] of different) console.error(`${name} is not what frontend/ builds: run \`make frontend\``);
    process.exitCode = different.length ? 1 : 0;
  } else {
    mkdirSync(assets, { recursive: true });
    for (const [name, bytes] of different) writeFileSync(join(assets, name), bytes);
  }
}
