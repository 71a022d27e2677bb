import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { openingPages } from './opening_pages.ts';

// The server carries what is built here (dist/) and serves it from memory, compressed beforehand.
// `npm run dev` talks to a running server, under the page's own host: the server takes no write that
// another site's page sends.
const target = process.env.QIDI_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [vue(), openingPages()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What pages share comes in a few files: each small one of its own costs a slow line a journey.
        codeSplitting: {
          groups: [
            // Without the script that asks the page's questions: it has to be there before all else.
            { name: 'base', tags: ['$initial'], test: (id) => !id.endsWith('/api/early.ts') },
            {
              name: 'shared',
              minShareCount: 2,
              entriesAware: true,
              entriesAwareMergeThreshold: 10_000,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': { target, changeOrigin: false },
      '/health': { target, changeOrigin: false },
    },
  },
});
