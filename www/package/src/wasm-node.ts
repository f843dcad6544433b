/** How Node comes by a wasm module: from the folder of this package. */

/** Compiles one of our wasm modules. */
export async function compileModule(name: "guiju_runtime" | "guiju_compiler"): Promise<WebAssembly.Module> {
  const files: FileSystem = await import(/* @vite-ignore */ fileSystem);
  return WebAssembly.compile(await files.readFile(new URL(`../generated/${name}_bg.wasm`, import.meta.url)));
}

// Named in a variable so that the types of Node are no dependency of ours.
const fileSystem = "node:fs/promises";

interface FileSystem {
  readFile(path: URL): Promise<Uint8Array<ArrayBuffer>>;
}
