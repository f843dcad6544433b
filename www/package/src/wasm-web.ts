/** How a browser, a worker or a bundler comes by a wasm module: beside this file, over the network. */

const places = {
  guiju_runtime: new URL("../generated/guiju_runtime_bg.wasm", import.meta.url),
  guiju_compiler: new URL("../generated/guiju_compiler_bg.wasm", import.meta.url),
} as const;

/** Compiles one of our wasm modules. */
export async function compileModule(name: keyof typeof places): Promise<WebAssembly.Module> {
  const response = await fetch(places[name]);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  // Servers that do not know the media type of wasm make streaming fail; the bytes are right all the same.
  if (response.headers.get("content-type")?.startsWith("application/wasm") === true) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}
