import fs, { readFileSync as read } from 'fs';
import * as dep from './live.mjs';
import def, { counter, inc, 'a string' as str } from './live.mjs';
const text = `
var fake = require("not-there");
import x from 'y'
export { nothing }
export default ${counter}
import * as q from "z";
export const z = 1
`;
console.log(text);
const s = "Promise.resolve().then(() => __toESM(require(";
console.log(s, 'import("x")', `import.meta ${import.meta.url.length > 3}`, /import("x")/.source, 'export default 3');
// import a from "b"
/* export { c }
import d from 'e'
*/
const __toESM = 1, __export = 2, import_node_events = { nothere: 3 }, require_ = 4, stdin_default = 5;
const o = { import_node_events: {}, import: 1, export: 2, import_: 3 };
console.log(o.import_node_events.nothere, o.import, o.export, __toESM, __export);
console.log(typeof require, typeof module, typeof exports, typeof __filename, this);
console.log(counter, inc(), counter, dep.counter, def, str, typeof read, typeof fs.readFileSync);
function shadow(counter) { { let inc = 5; console.log(counter, inc) } var def = 1; return def }
shadow(7);
const obj = { counter, inc, def };
console.log(obj);
class A { import(x) { return 'method ' + x } static export = 1; #p = counter; p() { return this.#p } }
console.log(new A().import('x'), A.export, new A().p(), o?.import);
console.log(function () { return import('fs') }.toString());
try { counter = 5 } catch (e) { console.log(e.name, e.message) }
try { counter++ } catch (e) { console.log(e.name, e.message) }
try { [counter] = [1] } catch (e) { console.log(e.name, e.message) }
try { ({ counter } = { counter: 1 }) } catch (e) { console.log(e.name, e.message) }
try { for (counter of [1]); } catch (e) { console.log(e.name, e.message) }
try { dep.counter = 5 } catch (e) { console.log(e.name) }
console.log(dep.thisOf(), (function () { return dep.thisOf() === dep })());
import { thisOf } from './live.mjs';
console.log(thisOf(), thisOf``, thisOf?.());
const { a = counter, ...rest } = { b: 1 };
console.log(a, rest);
for (const inc of [1]) console.log(inc);
for (let counter = 0; counter < 1; counter++) console.log('loop', counter);
switch (1) { case 1: let def = 'case'; console.log(def) }
try { throw 1 } catch (inc) { console.log(inc) }
try { throw { inc: 2 } } catch ({ inc, counter = 4 }) { console.log(inc, counter) }
label: for (;;) { break label }
const arrow = (counter, y = counter) => counter + y;
console.log(arrow(2));
function param(x = counter) { var counter = 'inner'; return x }
console.log(param());
console.log((function inc() { return typeof inc })(), (class def { static n = def.name }).n);
console.log([...new Set([counter, ...[counter]])], { [counter]: counter }, `${counter}`, counter ? counter : 0);
export { counter as again } from './live.mjs';
export * from './live.mjs';
export * as everything from './live.mjs';
import * as self from './words-in-strings.mjs';
console.log(Object.keys(self), self.everything === dep, self.again);
console.log(import.meta.filename.endsWith('words-in-strings.mjs'));
export default async function () {}
console.log(self.default.name, self.default.toString());
