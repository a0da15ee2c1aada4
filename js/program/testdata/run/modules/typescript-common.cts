const fs = require('fs');
type A = { x: number };
const a: A = { x: 1 };
console.log(a, typeof fs.readFileSync, "import x from 'y'", typeof module);
import('./types.ts').then((m) => console.log(m.val));
function f(this: any, a?: number) { const g = () => arguments.length; return g() }
console.log(f(1));
async function* gen() { yield 1 }
(async () => { for await (const x of gen()) console.log(x, gen.name) })();
