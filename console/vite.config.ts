/// <reference types="vitest/config" />
// Build, development server and unit tests of the console.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { mockApi } from './dev/mock-api.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => ({
  // In `npm run mock` the API is answered by the same handlers that the unit tests use.
  plugins: [react(), ...(mode === 'mock' ? [mockApi()] : [])],
  resolve: { alias: { '@': here('./src'), '@catalog': here('../catalog') } },
  server: {
    fs: { allow: [here('.'), here('../catalog')] },
    ...(mode === 'mock'
      ? {}
      : { proxy: { '/api': { target: process.env.LUYTRE_SERVER ?? 'http://127.0.0.1:8080' } } }),
  },
  build: {
    target: 'es2022',
    // The server's content security policy allows no inline script and no data: font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/mocks/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
    testTimeout: 20000,
  },
}));
