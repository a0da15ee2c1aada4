import { a as b } from './values.cjs';
import def, * as ns from './values.cjs';
import { default as d2, 'module.exports' as me } from './values.cjs';
async function* gen() { yield b }
for await (const x of gen()) console.log(x, `
export { x }
import y from "z";
`);
console.log(def === d2, me === def, Object.keys(ns), gen.name);
def.change(); console.log(b, ns.a, def.a);
export default class { async *[Symbol.asyncIterator]() { yield 1 } }
import Self from './lowered.mjs'; console.log(Self.name);
(function () { function gen() {} class Self {} console.log(gen.name, Self.name) })();
