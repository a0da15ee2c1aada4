import { type T, val } from './types.ts';
import type { U } from './types.ts';
export { val };
interface X { a: number }
const s: string = `
import x from 'y'
var q = require("z")`;
class Foo<T> { constructor(x: T) { (this as any).x = x } get() { return (this as any).x } }
function outer(val: number) { const Foo = class Foo { }; function inner() {} ; return [val, Foo.name, inner.name] }
console.log(val as number, s, new Foo<number>(3).get(), outer(2), typeof require, import.meta.filename.endsWith('typescript.ts'));
async function* g() { yield 1; yield* [2, 3] }
for await (const v of g()) console.log(v);
console.log(g.name, Foo.name, (await import('./types.ts')).val);
export default (x: number): number => x;
try { throw new Error('pos') } catch (e: any) { console.log(e.stack.split('\n')[1].replace(/file.*\//, '')) }
