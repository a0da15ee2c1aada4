const re = /export { a } from "b"/g, re2 = /[/]import "x"/;
const div = 4 / 2 / 1; let i = 1; i++ / 2;
console.log(re.source, div, "\
import 'q'");
const html = '<script>import x from "y"</script>'; console.log(html);
export const importer = (x) => import(x), exporter = { import(x) { return x }, get export() { return 1 } };
console.log(exporter.import('a'), exporter.export, typeof importer, importer.toString());
/** @type {import('fs').Stats} */
export let st; export { st as default, st as import, st as "x y" };
console.log(typeof import.meta.resolve, import /* c */ . /* d */ meta.url === import.meta.url);
label: { break label }
import './prints.mjs' /* trailing */
import /* a */ { /* b */ counter /* c */ as /* d */ c2, /* e */ } /* f */ from /* g */ './live.mjs' // h
console.log(c2);
await import
('./prints.mjs');
if (0) await 1
