import { defineConfig } from "vite";

// One entry for each page that has a script of its own; what several share becomes a chunk of its own.
export default defineConfig({
  base: "./",
  build: {
    manifest: "manifest.json",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
    // The map is large, and loaded only where there is one.
    chunkSizeWarningLimit: 1200,
    rollupOptions: { input: ["src/live.ts", "src/keys.ts", "src/map.ts", "src/review.ts", "src/select.ts", "src/compose.ts", "src/upload.ts", "src/pin.ts"] },
  },
});
