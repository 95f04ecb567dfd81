import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  clearScreen: false,
  server: { port: 5173, strictPort: true, host: '127.0.0.1' },
  // Nothing is inlined: the content security policy names 'self' only.
  build: { outDir: 'dist', emptyOutDir: true, target: 'safari16', sourcemap: false, assetsInlineLimit: 0 },
  test: { include: ['src/**/*.test.ts'] },
});
