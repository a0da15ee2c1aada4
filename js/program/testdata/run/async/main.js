class A { async m(){ return await 1 } static async s(){} get g(){ console.log('BAD'); return 1 } static x = A.s.constructor.name; async #p(){}; async ['c'+1](){}; async [Symbol.iterator](){} t(){ return super.toString } }
console.log(A.x, A.prototype.m.constructor.name, A.prototype.c1.constructor.name, A.prototype[Symbol.iterator].constructor.name, A.name, A.length);
const o = { async x(){ return super.toString === Object.prototype.toString }, y: { async z(){} }, async: 1, get q(){ console.log('BAD') } };
console.log(o.x.constructor.name, o.y.z.constructor.name); o.x().then(console.log);
const B = class extends A { async m(){ return (await super.m()) + 1 } };
new B().m().then(v => console.log(v, B.name)); console.log(Object.getOwnPropertyNames(A), Object.getPrototypeOf(A.prototype.m) === Object.getPrototypeOf(async()=>{}));
console.log(Object.getOwnPropertyNames(globalThis).filter(x => x.includes('async')), class { async k(){} }.name);
for (const { async = 1 } of [{}]) console.log(async); ({ async b(){} }).b().then(() => console.log('ok'));
export_ = { async a() {}, b: async () => {} }; console.log(export_);
console.log(new (class { async d(){} })().d.constructor.name, [{ async e(){} }].map(x => x.e.constructor.name));
console.log(Reflect.ownKeys(A), require('util').inspect(A.prototype.m));
async function* gg(){ yield 1; yield 2 }
(async () => { for await (const x of gg()) console.log(x); const ge = async function*(){ yield* gg() }; for await (const x of ge()) console.log(x, ge.name); console.log(gg.constructor.name, typeof gg.prototype, Object.prototype.toString.call(gg), gg, ge);
 class G { async *n(){ yield this.v } v = 5; static async *[Symbol.asyncIterator](){ yield 7 } } for await (const x of new G().n()) console.log(x); for await (const x of G) console.log(x);
 const o = { async *m(){ yield 1 }, k: async function*(){ yield 4 } }; for await (const x of o.m()) console.log(x, o.m.constructor.name, o.k.name, o.k.constructor.name);
 console.log(Object.getOwnPropertyNames(gg.prototype).length, Object.getPrototypeOf(gg.prototype)[Symbol.toStringTag]); })();
