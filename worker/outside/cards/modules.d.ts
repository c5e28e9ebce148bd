/** What the bundler makes of files that are no scripts. */
declare module '*.wasm' {
  const module: WebAssembly.Module;
  export = module;
}
declare module '*.ttf' {
  const bytes: ArrayBuffer;
  export = bytes;
}
