import { defineConfig } from 'vite';

// Exactly three files at stable names: the server embeds them and its CSP allows nothing else.
export default defineConfig({
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: process.env['GATEHOUSE_WEB_OUT'] ?? '../artifacts/web/dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    cssCodeSplit: false,
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        entryFileNames: 'app.js',
        assetFileNames: 'style[extname]',
        codeSplitting: false,
      },
    },
  },
});
