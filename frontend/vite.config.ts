import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/**
 * The window freezes Object.prototype (`freezePrototype`), and then nobody may give an object a `toString` by assignment,
 * as cytoscape does once while it loads: there it is defined instead. A version that loads otherwise fails the build.
 */
const cytoscapeUnderFrozenPrototype: Plugin = {
  name: 'cytoscape-under-frozen-prototype',
  transform(code, id) {
    if (!/cytoscape[\\/]dist[\\/]cytoscape\.esm/.test(id)) return undefined;
    const assigns = 'Object.assign.bind(Object)';
    if (!code.includes(assigns)) throw new Error('cytoscape extends its objects in another way: see vite.config.ts');
    const defines = '((target, ...sources) => Object.defineProperties(target, Object.getOwnPropertyDescriptors(Object.assign(Object.create(null), ...sources))))';
    return { code: code.replace(assigns, defines), map: null };
  },
};

export default defineConfig({
  plugins: [svelte(), cytoscapeUnderFrozenPrototype],
  clearScreen: false,
  server: { port: 5173, strictPort: true, host: '127.0.0.1' },
  // Nothing is inlined: the content security policy names 'self' only.
  build: { outDir: 'dist', emptyOutDir: true, target: 'safari16', sourcemap: false, assetsInlineLimit: 0 },
  test: { include: ['src/**/*.test.ts'] },
});
