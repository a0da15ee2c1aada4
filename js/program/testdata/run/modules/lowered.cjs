// compiled by a bundler before
var __toESM = (m) => ({ fake: m });
var s = 'Promise.resolve().then(() => __toESM(require("x")))';
Promise.resolve().then(() => __toESM(require("fs"))).then((m) => console.log(Object.keys(m)));
async function* gen() { yield 1 }
class K { async *m() { yield 2 } static async *[Symbol.asyncIterator]() {} }
var t = `import(${'x'}) import.meta`;
console.log(t, arguments.length, s, typeof $import === 'undefined');
function shadow(require) { return require('x') }
console.log(shadow((x) => 'shadowed ' + x));
var $import = 5, $meta = 6; console.log($import, $meta);
{ function K2() {} var K3 = class K {}; console.log(K3.name); (function () { function gen() {} console.log(gen.name) })() }
(async () => { for await (const x of gen()) console.log(x, gen.name) })();
