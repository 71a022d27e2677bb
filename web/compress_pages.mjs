// Puts x.gz and x.br beside every x of a folder where they are smaller: the server serves them as
// they are.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

function compress(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      compress(path);
      continue;
    }
    const bytes = readFileSync(path);
    for (const [ending, made] of [
      ['.gz', gzipSync(bytes, { level: 9 })],
      ['.br', brotliCompressSync(bytes)],
    ]) {
      if (made.length < bytes.length) writeFileSync(path + ending, made);
    }
  }
}

compress(process.argv[2]);
