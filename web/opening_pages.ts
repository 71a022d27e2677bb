// What the browser is told to fetch with the first file. On a slow line the journeys count, not the bytes:
// a page's own code would be asked for only once the common code had come and run. So each page that has
// code of its own gets a copy of index.html, `pages/<first part of its address>.html`, which names that
// code at once; the server answers the page's address with it. And every copy begins with `early`, the
// small script that asks the page's questions.
import { resolve } from 'node:path';
import type { Plugin, Rollup } from 'vite';

/** First part of the address (`index` for `/`): the components that its pages begin with. */
const pages: Record<string, string[]> = {
  accounts: ['accounts/AccountsPage.vue'],
  calendar: ['calendar/CalendarPage.vue'],
  cases: ['case/CasePage.vue', 'case/CaseSections.vue'],
  circulars: ['circulars/CircularPage.vue'],
  desk: ['desk/DeskPage.vue'],
  filing: ['filing/FilingPage.vue'],
  imports: ['imports/ImportsPage.vue'],
  index: ['overview/OverviewPage.vue'],
  ledgers: ['ledger/LedgerPage.vue'],
  me: ['me/MePage.vue'],
  signin: ['signin/SignInPage.vue'],
  team: ['team/TeamPage.vue'],
  verify: ['writs/VerifyPage.vue'],
};

const isChunk = (one: Rollup.OutputAsset | Rollup.OutputChunk): one is Rollup.OutputChunk =>
  one.type === 'chunk';

/** A chunk's file with all that it needs, its style sheets too. */
function needed(bundle: Rollup.OutputBundle, file: string, found = new Set<string>()): Set<string> {
  const chunk = bundle[file];
  if (found.has(file) || !chunk || !isChunk(chunk)) return found;
  found.add(file);
  for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
  for (const other of chunk.imports) needed(bundle, other, found);
  return found;
}

function tagOf(file: string): string {
  return file.endsWith('.css')
    ? `<link rel="stylesheet" crossorigin href="/${file}">`
    : `<link rel="modulepreload" crossorigin href="/${file}">`;
}

export function openingPages(): Plugin {
  let early = '';
  return {
    name: 'opening-pages',
    apply: 'build',
    enforce: 'post',
    buildStart() {
      early = this.emitFile({ type: 'chunk', id: resolve('src/api/early.ts'), name: 'early' });
    },
    generateBundle(_, bundle) {
      const index = bundle['index.html'];
      if (!index || isChunk(index)) throw new Error('no index.html was built');
      const script = `<script type="module" async crossorigin src="/${this.getFileName(early)}"></script>`;
      const common = String(index.source).replace('<meta name="viewport"', `${script}\n    $&`);
      if (!common.includes(script)) throw new Error('index.html has no place for the early script');
      index.source = common;
      const chunks = Object.values(bundle).filter(isChunk);
      for (const [address, components] of Object.entries(pages)) {
        const files = new Set<string>();
        for (const component of components) {
          const own = chunks.find((chunk) => chunk.facadeModuleId?.endsWith(`/pages/${component}`));
          if (!own) throw new Error(`opening_pages.ts: no code of its own: ${component}`);
          needed(bundle, own.fileName, files);
        }
        const tags = [...files].filter((file) => !common.includes(file)).map(tagOf);
        const source = common.replace('</head>', `  ${tags.join('\n    ')}\n  </head>`);
        this.emitFile({ type: 'asset', fileName: `pages/${address}.html`, source });
      }
    },
  };
}
