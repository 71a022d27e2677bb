import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

// The server carries what is built here (dist/) and serves it from memory, compressed beforehand.
// `npm run dev` talks to a running server.
export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: {
    proxy: {
      '/api': process.env.QIDI_SERVER ?? 'http://127.0.0.1:8080',
      '/health': process.env.QIDI_SERVER ?? 'http://127.0.0.1:8080',
    },
  },
});
