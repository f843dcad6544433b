import { defineConfig } from "vite";

export default defineConfig({
  // Relative, so that the page works in any folder of any server.
  base: "./",
  build: {
    target: "es2022",
    // A data: address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
