import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

/**
 * Names of scoped styles: as short as a page of this size needs.
 * @type {NonNullable<import("svelte/compiler").CompileOptions["cssHash"]>}
 */
const cssHash = ({ hash, filename, css }) => `s-${hash(filename ?? css).slice(0, 4)}`;

export default { preprocess: vitePreprocess(), compilerOptions: { runes: true, cssHash } };
